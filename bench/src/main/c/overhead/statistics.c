// SPDX-License-Identifier: Apache-2.0
/* Keeps the figures of every turn and prints them as JSON. */
#include "overhead.h"
#include <stdlib.h>
#include <string.h>

#define MODES_MAX 16

static double *samples[MODES_MAX][OPS];
static int sample_count[MODES_MAX];
static struct accounts mode_accounts[MODES_MAX];
static uint64_t mode_seen[MODES_MAX];

void statistics_init(int rounds)
{
	for (int mode = 0; mode < mode_count; mode++)
		for (enum op op = 0; op < OPS; op++)
			samples[mode][op] = calloc(rounds * BATCHES, sizeof(double));
}

void statistics_add(int mode, const struct turn_times *times)
{
	for (enum op op = 0; op < OPS; op++)
		memcpy(samples[mode][op] + sample_count[mode], times->ns[op], sizeof(times->ns[op]));
	sample_count[mode] += BATCHES;
}

void statistics_count(int mode, struct accounts accounts, uint64_t delivered)
{
	mode_accounts[mode].produced += accounts.produced;
	mode_accounts[mode].lost += accounts.lost;
	mode_seen[mode] += delivered;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static void print_mode(FILE *out, int index, const char *separator)
{
	fprintf(out, "%s\n    {\"mode\": \"%s\", \"produced\": %llu, \"lost\": %llu, \"delivered\": %llu, \"ns\": {", separator,
	       modes[index].name, (unsigned long long)mode_accounts[index].produced,
	       (unsigned long long)mode_accounts[index].lost, (unsigned long long)mode_seen[index]);
	for (enum op op = 0; op < OPS; op++) {
		double *all = samples[index][op];
		int n = sample_count[index];

		fprintf(out, "%s\n      \"%s\": {\"rounds\": [", op ? "," : "", op_name(op));
		for (int at = 0; at < n; at += BATCHES) {
			qsort(all + at, BATCHES, sizeof(*all), by_value);
			fprintf(out, "%s%.1f", at ? ", " : "", all[at + BATCHES / 2]);
		}
		qsort(all, n, sizeof(*all), by_value);
		fprintf(out, "], \"median\": %.1f, \"p25\": %.1f, \"p75\": %.1f}",
		       all[n / 2], all[n / 4], all[n * 3 / 4]);
	}
	fprintf(out, "}}");
}

void statistics_print(FILE *out, int rounds)
{
	const char *separator = "";

	fprintf(out, "{\"rounds\": %d, \"batches\": %d, \"modes\": [", rounds, BATCHES);
	for (int mode = 0; mode < mode_count; mode++)
		if (sample_count[mode]) {
			print_mode(out, mode, separator);
			separator = ",";
		}
	fprintf(out, "\n  ]}\n");
}
