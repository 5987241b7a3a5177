package org.hornbook.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowQuantizerTest {
    private static final Random RANDOM = new Random(5);

    @ParameterizedTest
    @CsvSource({"4, 32", "4, 64", "4, 128", "8, 32", "8, 128"})
    void everyWeightIsTheNearestStepOfItsBlocksScale(int bits, int block) {
        int columns = 3 * block + block / 2 - 1; // the last block is not whole
        float[] row = random(columns);
        BlockQuantizer quantizer = new BlockQuantizer(bits, block);
        byte[] packed = new byte[quantizer.rowBytes(columns)];
        float[] scales = new float[quantizer.blocks(columns)];

        new RowQuantizer(quantizer, columns).row(row, packed, 0, scales, 0);

        for (int i = 0; i < quantizer.blocks(columns) * block; i++) {
            float scale = scales[i / block];
            int lowest = -(1 << (bits - 1));
            if (i >= columns) {
                assertThat(step(packed, bits, i)).isZero();
                continue;
            }
            float rounded = scale * step(packed, bits, i);
            float atMost = step(packed, bits, i) == -lowest - 1 ? 1.001f : 0.501f;
            assertThat(Math.abs(rounded - row[i])).isLessThanOrEqualTo(atMost * Math.abs(scale));
        }
    }

    @Test
    void ofFourBitsTheFurthestBecomesMinusEightAndOfTwoOppositesTheNegativeOne() {
        assertThat(scale(4, 0.5f, -1, 0.25f)).isEqualTo(0.125f);
        assertThat(scale(4, 0.5f, -0.25f, 1)).isEqualTo(-0.125f);
        assertThat(scale(4, 1, -1)).isEqualTo(0.125f);
        assertThat(scale(4, -1, 1)).isEqualTo(0.125f);
        assertThat(scale(8, 127, -1)).isEqualTo(1);
        assertThat(scale(4, 0, -0f)).isZero();
    }

    @Test
    void aWeightThatIsNoNumberIsNotHidden() {
        assertThat(scale(4, 1, Float.NaN, -2)).isNaN();
        assertThat(scale(8, 1, Float.NaN, -2)).isNaN();
    }

    @Test
    void aMatrixOfManyStretchesIsRoundedAsItsRowsAre() throws Exception {
        int columns = 96;
        int rows = (1 << 22) / columns * 2 + 77; // two stretches and some
        float[] values = random(1 << 16);
        Matrix matrix =
                new Matrix() {
                    @Override
                    public int rows() {
                        return rows;
                    }

                    @Override
                    public int columns() {
                        return columns;
                    }

                    @Override
                    public void read(int row, float[] into, int offset) {
                        int from = row * 31 % (values.length - columns);
                        System.arraycopy(values, from, into, offset, columns);
                    }
                };
        BlockQuantizer quantizer = new BlockQuantizer(4, 32);
        RoundedRows rounded = new RoundedRows(matrix, quantizer);
        ByteArrayOutputStream all = new ByteArrayOutputStream();

        rounded.writeTo((bytes, count) -> all.write(bytes, 0, count));

        byte[] packed = all.toByteArray();
        int rowBytes = quantizer.rowBytes(columns);
        assertThat(packed).hasSize(rows * rowBytes);
        RowQuantizer one = new RowQuantizer(quantizer, columns);
        byte[] row = new byte[rowBytes];
        float[] scales = new float[quantizer.blocks(columns)];
        float[] read = new float[columns];
        for (int i = 0; i < rows; i += 1009) {
            matrix.read(i, read, 0);
            one.row(read, row, 0, scales, 0);
            for (int b = 0; b < rowBytes; b++) {
                assertThat(packed[i * rowBytes + b]).isEqualTo(row[b]);
            }
            assertThat(rounded.scales()[i * scales.length]).isEqualTo(scales[0]);
        }
    }

    private static float scale(int bits, float... row) {
        float[] scales = new float[1];
        new RowQuantizer(new BlockQuantizer(bits, 32), row.length)
                .row(row, new byte[32], 0, scales, 0);
        return scales[0];
    }

    private static int step(byte[] packed, int bits, int i) {
        return bits == 8 ? (packed[i] & 255) - 128 : (packed[i / 2] >> i % 2 * 4 & 15) - 8;
    }

    private static float[] random(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) RANDOM.nextGaussian();
        }
        return values;
    }
}
