package org.hornbook.train;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A TorchScript file around a source text: the zip that `torch.jit.load` reads, with a module that
/// holds nothing but the flag `training`.
final class ScriptArchive {
    private static final byte PROTO = (byte) 0x80;

    private ScriptArchive() {}

    static byte[] of(String source) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "phi/data.pkl", module());
            put(zip, "phi/code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
            put(zip, "phi/constants.pkl", new byte[] {PROTO, 2, ')', '.'});
            put(zip, "phi/version", "10\n".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// The pickle of `__torch__.Phi` with `training = True`: GLOBAL, EMPTY_TUPLE, NEWOBJ, a dict of
    /// one, BUILD, STOP.
    private static byte[] module() throws IOException {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.write(new byte[] {PROTO, 2});
        pickle.write("c__torch__\nPhi\n".getBytes(StandardCharsets.UTF_8));
        pickle.write(new byte[] {')', (byte) 0x81, '}', '('});
        byte[] name = "training".getBytes(StandardCharsets.UTF_8);
        pickle.write(new byte[] {'X', (byte) name.length, 0, 0, 0});
        pickle.write(name);
        pickle.write(new byte[] {(byte) 0x88, 'u', 'b', '.'});
        return pickle.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setCrc(crc.getValue());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
