// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * A folder with a few hundred files as people have them, made to be attacked. It holds a marker that lists what was made
 * in it; without the marker no folder is touched, and only what the marker lists, or the safe locker adds to it, is ever
 * deleted.
 */
public final class DemoFolder {
    /** Name of the marker file. */
    public static final String MARKER = ".sealwatch-demo";

    private static final String FIRST_LINE = "Made by the Sealwatch demo; everything listed here may be deleted.";
    private static final String[] PLACES = {
        "Documents/Contracts txt,docx,md",
        "Documents/Letters docx,txt",
        "Documents/Invoices/2025 csv,docx,json",
        "Photos/2024 jpg",
        "Photos/2025/Summer jpg,png",
        "Projects/website json,md,png",
        "Projects/analysis/data csv,json",
        "Projects/analysis/notes md,txt",
    };
    private static final long SEED = 42;

    private final Path root;
    private final List<Path> files;

    private DemoFolder(Path root, List<Path> files) {
        this.root = root;
        this.files = List.copyOf(files);
    }

    /**
     * Makes a new folder with a name of its own.
     *
     * @param parent an existing directory, such as the one for temporary files
     * @param count how many files, spread evenly over nested folders
     */
    public static DemoFolder create(Path parent, int count) {
        try {
            Path root = Files.createTempDirectory(parent.toRealPath(), "sealwatch-demo-");
            List<Path> files = plan(root, count);
            // The marker first: whatever happens later, the folder can be cleaned up.
            writeMarker(root, files);
            DemoContent content = new DemoContent(SEED);
            for (Path file : files) {
                Files.createDirectories(file.getParent());
                Files.write(file, content.of(extension(file)), StandardOpenOption.CREATE_NEW);
            }
            return new DemoFolder(root, files);
        } catch (IOException failure) {
            throw new DemoException(
                    "cannot make the demo folder in " + parent + ": " + failure + ". Choose another place for it.",
                    failure);
        }
    }

    /** Opens a folder that {@link #create} made; throws {@link DemoException} for any other. */
    public static DemoFolder open(Path folder) {
        Path marker = folder.resolve(MARKER);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                || !Files.isRegularFile(marker, LinkOption.NOFOLLOW_LINKS)) {
            throw new DemoException(folder + " was not made by the demo (it has no " + MARKER + "): it is not touched");
        }
        try {
            List<String> lines = Files.readAllLines(marker, StandardCharsets.UTF_8);
            if (lines.isEmpty() || !lines.get(0).equals(FIRST_LINE)) {
                throw new DemoException(marker + " is not a marker of the demo: the folder is not touched");
            }
            Path root = folder.toRealPath();
            List<Path> files = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                files.add(below(root, line));
            }
            return new DemoFolder(root, files);
        } catch (IOException failure) {
            throw new DemoException("cannot read " + marker + ": " + failure, failure);
        }
    }

    private static Path below(Path root, String line) {
        Path file = root.resolve(line).normalize();
        if (!file.startsWith(root) || file.equals(root)) {
            throw new DemoException(
                    "the marker names " + line + ", which is outside of " + root + ": nothing is touched");
        }
        return file;
    }

    private static List<Path> plan(Path root, int count) {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String[] place = PLACES[i % PLACES.length].split(" ");
            String[] extensions = place[1].split(",");
            int number = i / PLACES.length;
            files.add(root.resolve(place[0])
                    .resolve("file-%03d.%s".formatted(number, extensions[number % extensions.length])));
        }
        return files;
    }

    private static void writeMarker(Path root, List<Path> files) throws IOException {
        List<String> lines = new ArrayList<>(List.of(FIRST_LINE));
        files.forEach(file -> lines.add(root.relativize(file).toString()));
        Files.write(root.resolve(MARKER), lines, StandardOpenOption.CREATE_NEW);
    }

    private static String extension(Path file) {
        String name = file.toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    public Path root() {
        return root;
    }

    /** The files that were made, absolute, whether or not they are still there. */
    public List<Path> files() {
        return files;
    }

    /**
     * Deletes what was made, and what the locker makes of it; then the folders that are empty.
     *
     * @return what is left because the demo did not make it; empty when the folder is gone
     */
    public List<Path> delete() {
        try {
            TreeSet<Path> folders = new TreeSet<>(Collections.reverseOrder());
            for (Path file : files) {
                remove(file);
                remove(SafeLocker.lockedName(file));
                for (Path folder = file.getParent();
                        folder != null && !folder.equals(root);
                        folder = folder.getParent()) {
                    folders.add(folder);
                }
            }
            folders.add(root);
            for (Path folder : folders) {
                remove(folder.resolve(SafeLocker.NOTE));
            }
            remove(root.resolve(LockJournal.NAME));
            folders.remove(root);
            folders.forEach(DemoFolder::removeIfEmpty);
            return removeRoot();
        } catch (IOException failure) {
            throw new DemoException("cannot clean up " + root + ": " + failure + ". Delete it by hand.", failure);
        }
    }

    private List<Path> removeRoot() throws IOException {
        Path marker = root.resolve(MARKER);
        List<Path> left;
        try (var entries = Files.list(root)) {
            left = entries.filter(entry -> !entry.equals(marker)).sorted().toList();
        }
        // While something is left the marker stays, so that the next attempt is allowed.
        if (left.isEmpty()) {
            Files.deleteIfExists(marker);
            Files.delete(root);
        }
        return left;
    }

    private void remove(Path file) throws IOException {
        if (isReachedWithoutLinks(file.resolveSibling("")) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(file);
        }
    }

    /** A folder that was replaced by a symbolic link leads out of the demo's own tree. */
    private boolean isReachedWithoutLinks(Path folder) throws IOException {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && folder.toRealPath().equals(folder);
    }

    private static void removeIfEmpty(Path folder) {
        try {
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(folder);
            }
        } catch (DirectoryNotEmptyException notOurs) {
            return;
        } catch (IOException failure) {
            throw new DemoException("cannot delete " + folder + ": " + failure, failure);
        }
    }
}
