// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.file;

import io.sealwatch.event.FileIdentity;
import io.sealwatch.event.FilePath;
import io.sealwatch.score.content.Claim;
import io.sealwatch.score.content.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files that are being changed on the host, by inode and by path, the least recently used forgotten first. Beside them
 * two small tables of what was only read, and an index from the name that an original must have had to the new file that
 * may replace it.
 */
public final class FileTable {
    private static final int READ_CAPACITY = 1 << 16;
    private static final int CUTS = 3;

    private final int capacity;
    private final Map<Long, FileState> byInode = new LinkedHashMap<>(1024, 0.75f, true);
    private final Map<Long, FileState> byPath = new LinkedHashMap<>(1024, 0.75f, true);
    private final Map<Long, FileState> byStem = new LinkedHashMap<>(1024, 0.75f, true);
    private final KindCache read = new KindCache(READ_CAPACITY);
    private final long[] readHeads = new long[READ_CAPACITY];
    private final long[] readers = new long[READ_CAPACITY];
    private long evicted;

    /** @param capacity most files that are remembered */
    public FileTable(int capacity) {
        this.capacity = capacity;
    }

    /** Files that were forgotten because there was no room. */
    public long evicted() {
        return evicted;
    }

    /** Files that are remembered now. */
    public int size() {
        return Math.max(byInode.size(), byPath.size());
    }

    /** The file behind an open descriptor; made known when it is not yet. */
    public FileState opened(FileIdentity file, FilePath path, boolean created) {
        long inodeKey = inodeKey(file);
        FileState known = byInode.get(inodeKey);
        if (known != null && !created && !known.deleted) {
            return known;
        }
        String text = path.toString();
        long pathKey = Names.hash(text);
        FileState sameName = byPath.get(pathKey);
        if (sameName != null && !created && inodeKey == Names.NONE && !sameName.deleted) {
            return sameName;
        }
        if (sameName != null && !created && sameName.inodeKey == Names.NONE && !sameName.deleted) {
            // known so far by its name only
            sameName.inodeKey = inodeKey;
            put(byInode, inodeKey, sameName);
            return sameName;
        }
        FileState state = named(text, pathKey);
        state.inodeKey = inodeKey;
        state.before = created ? Kind.UNKNOWN : kindRead(inodeKey, pathKey);
        if (created && sameName != null) {
            sameName.predecessor = null;
            state.predecessor = sameName;
        }
        put(byInode, inodeKey, state);
        put(byPath, pathKey, state);
        return state;
    }

    /** A file without a name. */
    public FileState anonymous(FileIdentity file) {
        FileState state = new FileState();
        state.inodeKey = inodeKey(file);
        state.anonymous = true;
        state.created = true;
        put(byInode, state.inodeKey, state);
        return state;
    }

    /** The file that has this inode, null when it is not being changed. */
    public @Nullable FileState withInode(FileIdentity file) {
        return byInode.get(inodeKey(file));
    }

    /** The file that has or had this name last, null when it is not being changed. */
    public @Nullable FileState withName(FilePath path) {
        return byPath.get(Names.hash(path.toString()));
    }

    /** The file with this name; made known, with what was read of it, when it is not yet. */
    public FileState named(FilePath path) {
        String text = path.toString();
        long pathKey = Names.hash(text);
        FileState known = byPath.get(pathKey);
        if (known != null) {
            return known;
        }
        FileState state = named(text, pathKey);
        state.before = read.get(pathKey);
        put(byPath, pathKey, state);
        return state;
    }

    /** The file has another name from now on. */
    public void moved(FileState state, FilePath to) {
        byPath.remove(state.pathKey, state);
        linked(state, to);
    }

    /** The file has this name, too. */
    public void linked(FileState state, FilePath name) {
        String text = name.toString();
        state.path = text;
        state.pathKey = Names.hash(text);
        state.anonymous = false;
        put(byPath, state.pathKey, state);
    }

    /** The file has a further name. */
    public void alias(FileState state, FilePath name) {
        put(byPath, Names.hash(name.toString()), state);
    }

    /** A further name of the file is gone. */
    public void aliasDeleted(FileState state, FilePath name) {
        byPath.remove(Names.hash(name.toString()), state);
    }

    /** The name is gone; it is remembered for a new file of the same name. */
    public void deleted(FileState state) {
        state.deleted = true;
        if (state.inodeKey != Names.NONE) {
            byInode.remove(state.inodeKey, state);
        }
    }

    /**
     * What was read at the start of a file.
     *
     * @param headHash of the bytes, {@link Names#NONE} when they could be read and need no remembering
     * @param reader packed key of the process
     */
    public void read(FileIdentity file, FilePath path, Kind kind, long headHash, long reader) {
        long pathKey = Names.hash(path.toString());
        read.put(inodeKey(file), kind);
        read.put(pathKey, kind);
        readers[(int) pathKey & READ_CAPACITY - 1] = reader;
        if (headHash != Names.NONE) {
            readHeads[(int) headHash & READ_CAPACITY - 1] = headHash;
        }
    }

    /** What a file is as far as is known: what was written to it, or else read. */
    public Kind kindOf(FileIdentity file, FilePath path) {
        FileState state = withInode(file);
        if (state != null && state.now != Kind.UNKNOWN) {
            return state.now;
        }
        return kindRead(inodeKey(file), Names.hash(path.toString()));
    }

    /** Packed key of the process that read the file of this name last, 0 when that is not known. */
    public long readerOf(String path) {
        long pathKey = Names.hash(path);
        return read.get(pathKey) == Kind.UNKNOWN ? 0 : readers[(int) pathKey & READ_CAPACITY - 1];
    }

    /** What was last read at the start of the file of this name. */
    public Kind kindRead(FilePath path) {
        return read.get(Names.hash(path.toString()));
    }

    /** The same bytes were read at the start of some file not long ago. */
    public boolean wasRead(long headHash) {
        return readHeads[(int) headHash & READ_CAPACITY - 1] == headHash;
    }

    /** A new unreadable file: remembers under which names its original would be deleted. */
    public void expectOriginal(FileState replacement) {
        String path = replacement.path;
        int name = Names.nameAt(path);
        int cuts = 0;
        for (int i = path.length() - 1; i > name && cuts < CUTS; i--) {
            if (Names.isSeparator(path.charAt(i))) {
                put(byStem, Names.hash(path, 0, i), replacement);
                put(byStem, Names.hash(path, name, i), replacement);
                cuts++;
            }
        }
        for (int i = name + 1; i < path.length() - 1; i++) {
            if (Names.isSeparator(path.charAt(i))) {
                put(byStem, Names.hashWithout(path, name, i + 1), replacement);
                break;
            }
        }
    }

    /** The new file that has the whole name of this one in its own, null when none was seen. */
    public @Nullable FileState replacementOf(String path) {
        FileState found = unpaired(Names.hash(path));
        return found != null ? found : unpaired(Names.hash(path, Names.nameAt(path), path.length()));
    }

    /** The new file that differs from this one by its extension only, null when none was seen. */
    public @Nullable FileState variantOf(String path) {
        int dot = Names.dotAt(path);
        return dot < path.length() ? unpaired(Names.hash(path, 0, dot)) : null;
    }

    /** A file that was deleted or emptied before its replacement appeared, null when none was seen. */
    public @Nullable FileState originalOf(FileState replacement) {
        String path = replacement.path;
        int name = Names.nameAt(path);
        int cuts = 0;
        for (int i = path.length() - 1; i > name && cuts < CUTS; i--) {
            if (Names.isSeparator(path.charAt(i))) {
                FileState original = byPath.get(Names.hash(path, 0, i));
                if (original != null && original != replacement && !original.lost && isGone(original)) {
                    return original;
                }
                cuts++;
            }
        }
        return null;
    }

    /** The file whose name is this one's without its last extension, null when it is not known. */
    public @Nullable FileState withoutExtension(String path) {
        int dot = Names.dotAt(path);
        return dot == path.length() ? null : byPath.get(Names.hash(path, 0, dot));
    }

    private static boolean isGone(FileState original) {
        return original.deleted || (original.truncated && original.now == Kind.UNKNOWN);
    }

    private @Nullable FileState unpaired(long stem) {
        FileState found = byStem.get(stem);
        return found == null || found.paired ? null : found;
    }

    private Kind kindRead(long inodeKey, long pathKey) {
        Kind kind = read.get(inodeKey);
        return kind != Kind.UNKNOWN ? kind : read.get(pathKey);
    }

    private static FileState named(String text, long pathKey) {
        FileState state = new FileState();
        state.path = text;
        state.pathKey = pathKey;
        state.claim = Claim.of(Names.extension(text));
        return state;
    }

    private static long inodeKey(FileIdentity file) {
        if (!file.isKnown()) {
            return Names.NONE;
        }
        long mixed = (file.inode() * 31 + file.device()) * 0x9E3779B97F4A7C15L;
        return (mixed ^ mixed >>> 32) | 1;
    }

    private void put(Map<Long, FileState> map, long key, FileState state) {
        if (key == Names.NONE) {
            return;
        }
        map.put(key, state);
        if (map.size() > capacity) {
            var eldest = map.entrySet().iterator();
            eldest.next();
            eldest.remove();
            evicted++;
        }
    }
}
