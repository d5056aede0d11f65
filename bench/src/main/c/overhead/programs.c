// SPDX-License-Identifier: Apache-2.0
/* Loads and attaches the programs of a mode, and reads what they counted. */
#define _GNU_SOURCE
#include "overhead.h"
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <bpf/bpf.h>
#include <bpf/btf.h>
#include "abi.h"

static uint32_t global_offset(struct bpf_object *object, const char *section, const char *name)
{
	const struct btf *btf = bpf_object__btf(object);
	const struct btf_type *type = btf__type_by_id(btf, btf__find_by_name_kind(btf, section, BTF_KIND_DATASEC));
	const struct btf_var_secinfo *info = (const void *)(type + 1);

	for (__u32 i = 0; i < (type->info & 0xffff); i++, info++)
		if (strcmp(btf__name_by_offset(btf, btf__type_by_id(btf, info->type)->name_off), name) == 0)
			return info->offset;
	fail(name);
}

static void set_global(struct bpf_object *object, const char *section, const char *name, uint32_t value)
{
	struct bpf_map *map = bpf_object__find_map_by_name(object, section);
	size_t size;

	memcpy((char *)bpf_map__initial_value(map, &size) + global_offset(object, section, name), &value, sizeof(value));
}

void load(struct loaded *loaded, const struct mode *mode, const char *path)
{
	struct bpf_program *program;
	struct bpf_map *bss;

	memset(loaded, 0, sizeof(*loaded));
	loaded->object = bpf_object__open_file(path, NULL);
	if (!loaded->object)
		fail(path);
	if (!mode->empty)
		bpf_map__set_max_entries(
			bpf_object__find_map_by_name(loaded->object, mode->ours ? "sw_ring" : "ring"), mode->ring_bytes);
	if (mode->ours) {
		set_global(loaded->object, ".rodata", "sw_self_pid", getpid());
		set_global(loaded->object, ".rodata", "sw_count_readonly_opens", mode->count_readonly);
	}
	bpf_object__for_each_program(program, loaded->object) {
		const char *hook = bpf_program__section_name(program);

		/* the tracepoint strategy: what every kernel takes; io_uring's tracepoints differ by kernel */
		if (strncmp(hook, "tp", 2) != 0 || strstr(hook, "io_uring"))
			bpf_program__set_autoload(program, false);
	}
	if (bpf_object__load(loaded->object))
		fail("load");
	bpf_object__for_each_program(program, loaded->object) {
		struct bpf_link *link;

		if (!bpf_program__autoload(program))
			continue;
		link = bpf_program__attach(program);
		if (!link)
			fail(bpf_program__name(program));
		loaded->links[loaded->link_count++] = link;
	}
	if (mode->empty)
		return;
	bss = bpf_object__find_map_by_name(loaded->object, ".bss");
	loaded->bss_size = (bpf_map__value_size(bss) + 4095) & ~4095ul;
	loaded->bss = mmap(NULL, loaded->bss_size, PROT_READ | PROT_WRITE, MAP_SHARED, bpf_map__fd(bss), 0);
	if (loaded->bss == MAP_FAILED)
		fail("mmap of .bss");
}

void detach(struct loaded *loaded)
{
	for (int i = 0; i < loaded->link_count; i++)
		bpf_link__destroy(loaded->links[i]);
}

void unload(struct loaded *loaded)
{
	if (loaded->bss)
		munmap(loaded->bss, loaded->bss_size);
	bpf_object__close(loaded->object);
}

uint32_t *bss_word(struct loaded *loaded, const char *name)
{
	return (uint32_t *)((char *)loaded->bss + global_offset(loaded->object, ".bss", name));
}

struct accounts accounts_of(struct loaded *loaded, const struct mode *mode)
{
	struct accounts total = {};
	int cpus = libbpf_num_possible_cpus();
	uint32_t zero = 0;
	struct sw_counters *counters;

	if (!mode->ours) {
		total.produced = *(uint64_t *)bss_word(loaded, "produced");
		total.lost = *(uint64_t *)bss_word(loaded, "lost");
		return total;
	}
	counters = calloc(cpus, sizeof(*counters));
	if (bpf_map_lookup_elem(bpf_object__find_map_fd_by_name(loaded->object, "sw_counters"), &zero, counters))
		fail("counters");
	for (int cpu = 0; cpu < cpus; cpu++)
		for (int kind = 0; kind < SW_KINDS; kind++) {
			total.produced += counters[cpu].produced[kind];
			total.lost += counters[cpu].lost[kind];
		}
	free(counters);
	return total;
}
