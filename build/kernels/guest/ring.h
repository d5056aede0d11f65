/* SPDX-License-Identifier: Apache-2.0 */
/* io_uring without liburing: one request at a time, each awaited. */
#ifndef SEALWATCH_GUEST_RING_H
#define SEALWATCH_GUEST_RING_H

#include <errno.h>
#include <linux/io_uring.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

struct ring {
	int fd;
	unsigned flags;
	struct io_uring_params params;
	char *sq, *cq;
	struct io_uring_sqe *sqes;
};

static int ring_open(struct ring *ring, unsigned flags)
{
	memset(ring, 0, sizeof(*ring));
	ring->flags = flags;
	ring->params.flags = flags;
	ring->params.sq_thread_idle = 2000;
	ring->fd = syscall(SYS_io_uring_setup, 8, &ring->params);
	if (ring->fd < 0)
		return -1;
	struct io_uring_params *p = &ring->params;

	ring->sq = mmap(NULL, p->sq_off.array + p->sq_entries * 4, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE,
			ring->fd, IORING_OFF_SQ_RING);
	ring->cq = mmap(NULL, p->cq_off.cqes + p->cq_entries * sizeof(struct io_uring_cqe), PROT_READ | PROT_WRITE,
			MAP_SHARED | MAP_POPULATE, ring->fd, IORING_OFF_CQ_RING);
	ring->sqes = mmap(NULL, p->sq_entries * sizeof(struct io_uring_sqe), PROT_READ | PROT_WRITE,
			  MAP_SHARED | MAP_POPULATE, ring->fd, IORING_OFF_SQES);
	return ring->sq == MAP_FAILED || ring->cq == MAP_FAILED || ring->sqes == MAP_FAILED ? -1 : 0;
}

/* Submits one and waits for its result. */
static long ring_do(struct ring *ring, struct io_uring_sqe sqe)
{
	struct io_uring_params *p = &ring->params;

	if (ring->fd < 0)
		return -ENOSYS;
	unsigned *tail = (unsigned *)(ring->sq + p->sq_off.tail);
	unsigned mask = *(unsigned *)(ring->sq + p->sq_off.ring_mask);
	unsigned *head = (unsigned *)(ring->cq + p->cq_off.head);
	unsigned *done = (unsigned *)(ring->cq + p->cq_off.tail);
	struct io_uring_cqe *cqes = (struct io_uring_cqe *)(ring->cq + p->cq_off.cqes);
	unsigned at = *tail & mask;
	unsigned enter = IORING_ENTER_GETEVENTS;

	ring->sqes[at] = sqe;
	((unsigned *)(ring->sq + p->sq_off.array))[at] = at;
	__atomic_store_n(tail, *tail + 1, __ATOMIC_SEQ_CST);
	if (ring->flags & IORING_SETUP_SQPOLL &&
	    __atomic_load_n((unsigned *)(ring->sq + p->sq_off.flags), __ATOMIC_SEQ_CST) & IORING_SQ_NEED_WAKEUP)
		enter |= IORING_ENTER_SQ_WAKEUP;
	if (syscall(SYS_io_uring_enter, ring->fd, ring->flags & IORING_SETUP_SQPOLL ? 0 : 1, 1, enter, NULL, 0) < 0)
		return -1;
	while (__atomic_load_n(done, __ATOMIC_ACQUIRE) == *head)
		;
	long result = cqes[*head & *(unsigned *)(ring->cq + p->cq_off.ring_mask)].res;

	__atomic_store_n(head, *head + 1, __ATOMIC_RELEASE);
	return result;
}

#endif
