import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.css.Stylesheet;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javax.imageio.ImageIO;
import org.hornbook.app.window.Emblem;

/// Draws the app's own emblem as icons: PNG in the sizes desktops ask for, one .ico for Windows,
/// one .icns for macOS. Run by the build on the class path of the app, with JavaFX's headless
/// platform.
final class Drawn {
    private static final List<Integer> SIZES = List.of(16, 24, 32, 48, 64, 128, 256, 512);
    private static final Map<Integer, String> MAC_TYPES =
            Map.of(16, "icp4", 32, "icp5", 64, "icp6", 128, "ic07", 256, "ic08", 512, "ic09");

    private static final String STYLE_SHEET = "/org/hornbook/app/desktop/hornbook.css";

    private Drawn() {}

    public static void main(String[] arguments) throws Exception {
        Path out = Files.createDirectories(Path.of(arguments[0]));
        CompletableFuture<Map<Integer, byte[]>> drawn = new CompletableFuture<>();
        Platform.startup(
                () -> {
                    try {
                        Map<Integer, byte[]> icons = new LinkedHashMap<>();
                        for (int size : SIZES) {
                            icons.put(size, png(Emblem.image(size)));
                        }
                        drawn.complete(icons);
                    } catch (IOException e) {
                        drawn.completeExceptionally(e);
                    }
                });
        Map<Integer, byte[]> icons = drawn.get();
        for (var icon : icons.entrySet()) {
            Files.write(out.resolve("hornbook-" + icon.getKey() + ".png"), icon.getValue());
        }
        styleSheet(out.resolve("hornbook.bss"));
        Files.write(out.resolve("hornbook.ico"), ico(icons));
        Files.write(out.resolve("hornbook.icns"), icns(icons));
        Platform.exit();
    }

    private static void styleSheet(Path to) throws IOException {
        Path css = to.resolveSibling("hornbook.css");
        try (InputStream in = Emblem.class.getResourceAsStream(STYLE_SHEET)) {
            Files.copy(in, css);
        }
        Stylesheet.convertToBinary(css.toFile(), to.toFile());
    }

    private static byte[] png(Image image) throws IOException {
        int size = (int) image.getWidth();
        int[] pixels = new int[size * size];
        image.getPixelReader()
                .getPixels(0, 0, size, size, PixelFormat.getIntArgbInstance(), pixels, 0, size);
        BufferedImage picture = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        picture.setRGB(0, 0, size, size, pixels, 0, size);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }

    /// Windows' container: a directory of 16 bytes a picture, then the pictures as PNG.
    private static byte[] ico(Map<Integer, byte[]> icons) {
        List<Map.Entry<Integer, byte[]>> fitting =
                icons.entrySet().stream().filter(e -> e.getKey() <= 256).toList();
        int offset = 6 + 16 * fitting.size();
        ByteBuffer ico =
                ByteBuffer.allocate(
                                offset + fitting.stream().mapToInt(e -> e.getValue().length).sum())
                        .order(ByteOrder.LITTLE_ENDIAN);
        ico.putShort((short) 0).putShort((short) 1).putShort((short) fitting.size());
        for (var icon : fitting) {
            byte side = (byte) (icon.getKey() == 256 ? 0 : icon.getKey());
            ico.put(side).put(side).put((byte) 0).put((byte) 0);
            ico.putShort((short) 1).putShort((short) 32);
            ico.putInt(icon.getValue().length).putInt(offset);
            offset += icon.getValue().length;
        }
        fitting.forEach(icon -> ico.put(icon.getValue()));
        return ico.array();
    }

    /// Apple's container: a magic word and the length of all, then a type, a length and a PNG each.
    private static byte[] icns(Map<Integer, byte[]> icons) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        for (var icon : icons.entrySet()) {
            if (MAC_TYPES.containsKey(icon.getKey())) {
                out.writeBytes(MAC_TYPES.get(icon.getKey()));
                out.writeInt(8 + icon.getValue().length);
                out.write(icon.getValue());
            }
        }
        ByteArrayOutputStream icns = new ByteArrayOutputStream();
        DataOutputStream all = new DataOutputStream(icns);
        all.writeBytes("icns");
        all.writeInt(8 + body.size());
        body.writeTo(all);
        return icns.toByteArray();
    }
}
