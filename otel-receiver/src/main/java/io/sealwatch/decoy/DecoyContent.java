// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.decoy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What is in a decoy: a small document of its type that office programs open, and that says what it is. */
enum DecoyContent {
    DOCX {
        @Override
        byte[] of(String id) {
            return archive(
                    part("[Content_Types].xml", types("/word/document.xml", "wordprocessingml.document.main")),
                    part("_rels/.rels", relation("word/document.xml")),
                    part(
                            "word/document.xml",
                            XML
                                    + "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
                                    + "<w:body><w:p><w:r><w:t>" + text(id)
                                    + "</w:t></w:r></w:p></w:body></w:document>"));
        }
    },
    XLSX {
        @Override
        byte[] of(String id) {
            String main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
            String types = types("/xl/workbook.xml", "spreadsheetml.sheet.main")
                    .replace(
                            "</Types>",
                            "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\""
                                    + "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>");
            return archive(
                    part("[Content_Types].xml", types),
                    part("_rels/.rels", relation("xl/workbook.xml")),
                    part(
                            "xl/_rels/workbook.xml.rels",
                            relation("worksheets/sheet1.xml").replace("/officeDocument\"", "/worksheet\"")),
                    part(
                            "xl/workbook.xml",
                            XML + "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + RELATIONS
                                    + "\"><sheets><sheet name=\"1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"),
                    part(
                            "xl/worksheets/sheet1.xml",
                            XML + "<worksheet xmlns=\"" + main
                                    + "\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>" + text(id)
                                    + "</t></is></c></row></sheetData></worksheet>"));
        }
    },
    PDF {
        @Override
        byte[] of(String id) {
            String show = "BT /F1 12 Tf 40 780 Td 15 TL (" + text(id).replace(". ", ".) Tj T* (") + ") Tj ET";
            String[] objects = {
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
                "<</Length " + show.length() + ">>\nstream\n" + show + "\nendstream",
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
            };
            StringBuilder file = new StringBuilder("%PDF-1.4\n");
            StringBuilder table = new StringBuilder("xref\n0 6\n0000000000 65535 f \n");
            for (int i = 0; i < objects.length; i++) {
                table.append(String.format(Locale.ROOT, "%010d 00000 n \n", file.length()));
                file.append(i + 1).append(" 0 obj\n").append(objects[i]).append("\nendobj\n");
            }
            int at = file.length();
            file.append(table)
                    .append("trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n")
                    .append(at)
                    .append("\n%%EOF\n");
            return file.toString().getBytes(StandardCharsets.US_ASCII);
        }
    };

    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final int PAGES = 12_000;

    /**
     * The whole file.
     *
     * @param id hexadecimal, makes this decoy unlike every other
     */
    abstract byte[] of(String id);

    String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Some pages long, because lockers leave out files that are too small to matter. */
    private static String text(String id) {
        StringBuilder text = new StringBuilder("This file is a decoy of the Sealwatch sensor, number " + id
                + ". A program that changes it is reported. The sensor removes it when it ends. ");
        for (int line = 1; text.length() < PAGES; line++) {
            text.append("Position ")
                    .append(line)
                    .append(" of list ")
                    .append(id, 0, 8)
                    .append(", carried over. ");
        }
        return text.toString().strip();
    }

    private static String types(String main, String type) {
        return XML + "<Types xmlns=\"" + PACKAGE + "content-types\"><Default Extension=\"rels\" ContentType=\""
                + "application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"" + main
                + "\" ContentType=\"application/vnd.openxmlformats-officedocument." + type + "+xml\"/></Types>";
    }

    private static String relation(String target) {
        return XML + "<Relationships xmlns=\"" + PACKAGE + "relationships\"><Relationship Id=\"r1\" Type=\"" + RELATIONS
                + "/officeDocument\" Target=\"" + target + "\"/></Relationships>";
    }

    private static Part part(String name, String text) {
        return new Part(name, text);
    }

    private record Part(String name, String text) {}

    /** Stored, not compressed: as a document is, it is readable and of a plausible size. */
    private static byte[] archive(Part... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (Part part : parts) {
                byte[] content = part.text().getBytes(StandardCharsets.UTF_8);
                CRC32 sum = new CRC32();
                sum.update(content);
                ZipEntry entry = new ZipEntry(part.name());
                entry.setSize(content.length);
                entry.setCrc(sum.getValue());
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
