// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes file contents as people have them: real formats with real headers, the same bytes for the same seed. */
final class DemoContent {
    private static final String[] WORDS = ("the quarterly report shows that customers of our northern region asked for"
                    + " shorter delivery times while costs stayed level please find the signed contract attached and"
                    + " let me know by friday whether the budget for next year can be approved as discussed with team")
            .split(" ");
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] JPEG = {
        (byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 72, 0, 72, 0, 0
    };
    private static final int PIXELS = 48;

    private final SplittableRandom random;

    DemoContent(long seed) {
        this.random = new SplittableRandom(seed);
    }

    byte[] of(String extension) {
        return switch (extension) {
            case "txt" -> prose(random.nextInt(200, 1200)).getBytes(StandardCharsets.UTF_8);
            case "md" -> markdown().getBytes(StandardCharsets.UTF_8);
            case "csv" -> csv().getBytes(StandardCharsets.UTF_8);
            case "json" -> json().getBytes(StandardCharsets.UTF_8);
            case "png" -> png();
            case "jpg" -> jpeg();
            case "docx" -> docx();
            default -> throw new IllegalArgumentException("no content is known for ." + extension);
        };
    }

    private String prose(int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= words; i++) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(i % 13 == 0 ? ".\n" : " ");
        }
        return text.append('\n').toString();
    }

    private String markdown() {
        StringBuilder text = new StringBuilder("# Notes\n\n");
        for (int i = 1; i <= 6; i++) {
            text.append("## Part ").append(i).append("\n\n").append(prose(60)).append("\n- open\n- done\n\n");
        }
        return text.toString();
    }

    private String csv() {
        StringBuilder text = new StringBuilder("date,customer,amount,currency\n");
        for (int i = 0; i < 200; i++) {
            text.append("2025-%02d-%02d,C%05d,%d.%02d,EUR\n"
                    .formatted(
                            random.nextInt(1, 13),
                            random.nextInt(1, 29),
                            random.nextInt(100_000),
                            random.nextInt(5000),
                            random.nextInt(100)));
        }
        return text.toString();
    }

    private String json() {
        StringBuilder text = new StringBuilder("{\"orders\": [\n");
        for (int i = 0; i < 80; i++) {
            text.append("  {\"id\": %d, \"note\": \"%s\", \"paid\": %b},\n"
                    .formatted(i, WORDS[random.nextInt(WORDS.length)], random.nextBoolean()));
        }
        return text.append("  {}\n]}\n").toString();
    }

    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] jpeg() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(JPEG);
        out.writeBytes(noise(random.nextInt(4_000, 24_000)));
        out.write(0xFF);
        out.write(0xD9);
        return out.toByteArray();
    }

    private byte[] png() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(PNG);
        ByteBuffer header = ByteBuffer.allocate(13).putInt(PIXELS).putInt(PIXELS);
        // 8 bits a channel, RGB, and the only methods of compression, filter and interlace
        header.put(new byte[] {8, 2, 0, 0, 0});
        chunk(out, "IHDR", header.array());
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(pixels, new Deflater())) {
            for (int row = 0; row < PIXELS; row++) {
                deflater.write(0);
                deflater.write(noise(PIXELS * 3));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        chunk(out, "IDAT", pixels.toByteArray());
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(name);
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private byte[] docx() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            entry(zip, "[Content_Types].xml", "<?xml version=\"1.0\"?><Types/>");
            entry(
                    zip,
                    "word/document.xml",
                    "<?xml version=\"1.0\"?><w:document><w:t>" + prose(900) + "</w:t></w:document>");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        // a fixed time, or the bytes would differ from run to run
        entry.setTimeLocal(java.time.LocalDateTime.of(2025, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
