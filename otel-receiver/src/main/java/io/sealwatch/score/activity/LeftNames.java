// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.activity;

import io.sealwatch.score.file.Names;

/**
 * The names of new files of one activity, where nothing but names is shown (recordings of the seed): which one it leaves in
 * most folders. Only the few most used names are kept: a rare one gives its place.
 */
public final class LeftNames {
    private static final int PLACES = 8;
    private static final int MOST_FOLDERS = 64;
    private static final int MOST_OWNERS = 8;

    private final Place[] places = new Place[PLACES];
    private int size;
    private long files;

    private static final class Place {
        final String name;
        final DistinctSet folders = new DistinctSet(MOST_FOLDERS);
        final DistinctSet owners = new DistinctSet(MOST_OWNERS);
        long times;
        int listed;

        Place(String name) {
            this.name = name;
        }
    }

    /**
     * A new file.
     *
     * @param owner hash of the first parts of its path
     * @param listed the activity had looked into its folder before
     */
    public void add(String path, long owner, boolean listed) {
        files++;
        int nameAt = Names.nameAt(path);
        Place place = placeOf(path.substring(nameAt));
        place.times++;
        if (place.folders.add(Names.hash(path, 0, nameAt))) {
            place.owners.add(owner);
            place.listed += listed ? 1 : 0;
        }
    }

    /** The name that was left in most folders, empty when it is not what the activity does in the main. */
    public String name() {
        Place most = most();
        return most == null || 2 * most.times < files ? "" : most.name;
    }

    /** Folders with that name, counted up to 64. */
    public int folders() {
        Place most = most();
        return most == null ? 0 : most.folders.size();
    }

    /** Those of the folders that the activity had looked into first. */
    public int listed() {
        Place most = most();
        return most == null ? 0 : most.listed;
    }

    /** Owners, shares or services whose folders they are, counted up to 8. */
    public int owners() {
        Place most = most();
        return most == null ? 0 : most.owners.size();
    }

    private @org.jspecify.annotations.Nullable Place most() {
        Place most = null;
        for (int i = 0; i < size; i++) {
            most = most == null || places[i].times > most.times ? places[i] : most;
        }
        return most;
    }

    private Place placeOf(String name) {
        int rarest = 0;
        for (int i = 0; i < size; i++) {
            if (places[i].name.equals(name)) {
                return places[i];
            }
            rarest = places[i].times < places[rarest].times ? i : rarest;
        }
        int at = size < PLACES ? size++ : rarest;
        places[at] = new Place(name);
        return places[at];
    }
}
