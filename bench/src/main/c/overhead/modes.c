// SPDX-License-Identifier: Apache-2.0
/* Who takes turns. */
#include "overhead.h"

const struct mode modes[] = {
	{ .name = "none" },
	{ .name = "empty", .empty = true },
	{ .name = "seed_timed_64k", .ring_bytes = 64 << 10, .nap_us = 500000 },
	{ .name = "seed_epoll_64k", .ring_bytes = 64 << 10, .epoll = true },
	{ .name = "seed_timed", .ring_bytes = 8 << 20, .nap_us = 5000 },
	{ .name = "seed_epoll", .ring_bytes = 8 << 20, .epoll = true },
	{ .name = "ours", .ours = true, .ring_bytes = 8 << 20, .nap_us = 1000 },
	{ .name = "agent", .agent = true },
	{ .name = "agent_counted", .agent = true, .count_readonly = true },
	{ .name = "ours_counted", .ours = true, .count_readonly = true, .ring_bytes = 8 << 20, .nap_us = 1000 },
};

const int mode_count = sizeof(modes) / sizeof(modes[0]);
