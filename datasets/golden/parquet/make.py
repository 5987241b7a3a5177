# Makes two Parquet files as Hugging Face shards are written. Needs pyarrow. Run it in this folder.
import pyarrow as pa
import pyarrow.parquet as pq

for offset, codec in ((0, "snappy"), (100, "zstd")):
    rows = range(offset, offset + 100)
    table = pa.table({
        "id": [f"p-{i}" for i in rows],
        "text": [f"text number {i}: café 한국어" for i in rows],
        "stars": pa.array(list(rows), pa.int64()),
        "ratio": pa.array([i / 4 for i in rows], pa.float64()),
        "good": [i % 2 == 0 for i in rows],
        "maybe": [f"m{i}" if i % 7 == 0 and i > 0 else None for i in rows],
        "tags": pa.array([[f"t{i}", "u"] for i in rows], pa.list_(pa.string())),
    })
    pq.write_table(table, f"{codec}.parquet", compression=codec, row_group_size=40)
