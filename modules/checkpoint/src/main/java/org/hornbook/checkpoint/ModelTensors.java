package org.hornbook.checkpoint;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The weights of a decoder under the names of `ModelParameters`, all present and of the right
/// shape, whatever its files call them and however it fuses them.
final class ModelTensors implements Tensors {
    private final Tensors stored;
    private final Map<String, Place> places;

    private record Place(StoredRows rows, Parameter parameter) {
        int rowSize() {
            return Math.toIntExact(parameter.size() / parameter.shape()[0]);
        }
    }

    private ModelTensors(Tensors stored, Map<String, Place> places) {
        this.stored = stored;
        this.places = places;
    }

    /// `folder` is named in complaints. Layers are looked at in turn, so that a claim of a billion
    /// of them ends at the first that is not there.
    static ModelTensors of(Path folder, Tensors stored, TensorPlaces naming, ModelConfig config) {
        Map<String, Place> places = new LinkedHashMap<>();
        Checks checks = new Checks(folder, stored, naming, config, places);
        checks.all(ModelParameters.first(config));
        for (int layer = 0; layer < config.layers(); layer++) {
            checks.all(ModelParameters.ofLayer(config, layer));
        }
        checks.all(ModelParameters.last(config));
        return new ModelTensors(stored, places);
    }

    private record Checks(
            Path folder,
            Tensors stored,
            TensorPlaces naming,
            ModelConfig config,
            Map<String, Place> places) {
        void all(List<Parameter> parameters) {
            Set<String> names = stored.names();
            for (Parameter parameter : parameters) {
                StoredRows rows = naming.place(config, parameter, names);
                check(rows, parameter);
                places.put(parameter.name(), new Place(rows, parameter));
            }
        }

        private void check(StoredRows rows, Parameter parameter) {
            if (!stored.names().contains(rows.name())) {
                throw new CheckpointException(folder + " has no tensor " + rows.name());
            }
            int[] wanted = parameter.shape();
            wanted[0] = rows.rows();
            int[] found = stored.shape(rows.name());
            if (!Arrays.equals(found, wanted)) {
                throw new CheckpointException(
                        folder
                                + ": tensor "
                                + rows.name()
                                + " is "
                                + Arrays.toString(found)
                                + " where config.json asks for "
                                + Arrays.toString(wanted));
            }
        }
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(places.keySet());
    }

    @Override
    public int[] shape(String name) {
        return place(name).parameter().shape();
    }

    @Override
    public void read(String name, long from, float[] into, int offset, int count) {
        Place place = place(name);
        if (from < 0 || count < 0 || from + count > place.parameter().size()) {
            throw new IndexOutOfBoundsException(from + " + " + count + " of tensor " + name);
        }
        int rowSize = place.rowSize();
        int done = 0;
        while (done < count) {
            int row = (int) ((from + done) / rowSize);
            int inRow = (int) ((from + done) % rowSize);
            int run = Math.min(rowSize - inRow, count - done);
            long stretch = (long) place.rows().place().applyAsInt(row) * rowSize + inRow;
            stored.read(place.rows().name(), stretch, into, offset + done, run);
            done += run;
        }
    }

    private Place place(String name) {
        Place place = places.get(name);
        if (place == null) {
            throw new CheckpointException("the model has no tensor " + name);
        }
        return place;
    }
}
