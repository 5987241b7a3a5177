# Makes Parquet files as Hugging Face shards are written, and cells.json: what each cell is as text, nested
# ones as JSON. Run it in this folder, with pyarrow==26.0.1 and duckdb==2.0.1.
import base64
import datetime as dt
import decimal
import json

import duckdb
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

cells = {}
utc = dt.timezone.utc


def moment(i):
    return dt.datetime(2024, 1, 1, tzinfo=utc) + dt.timedelta(hours=i, microseconds=i * 1000 + 1)


def iso(m):
    return m.astimezone(utc).isoformat(timespec="microseconds").replace("+00:00", "Z")


# Every type that occurs in the wild, nested and flat, in several row groups, absent now and then.
rows = range(150)
columns = {
    "id": (pa.string(), lambda i: f"n-{i}", str),
    "text": (pa.large_string(), lambda i: f"Nested row {i}, Ünïcode 漢字 🐍", str),
    "byte": (pa.int8(), lambda i: i - 100 if i < 200 else 0, str),
    "small": (pa.uint16(), lambda i: 65535 - i, str),
    "whole": (pa.int32(), lambda i: -i, str),
    "single": (pa.float32(), lambda i: i / 2, lambda v: f"{v:.1f}"),
    "day": (pa.date32(), lambda i: dt.date(2024, 2, 28) + dt.timedelta(days=i), str),
    "at": (pa.timestamp("us", tz="UTC"), moment, iso),
    "price": (pa.decimal128(12, 3), lambda i: decimal.Decimal(i * 37) / 1000 - 2, lambda v: f"{v:.3f}"),
    "raw": (pa.binary(), lambda i: bytes([i, 255, 254, 0]), lambda v: base64.b64encode(v).decode()),
    "plain": (pa.binary(), lambda i: f"bytes {i} é".encode(), lambda v: v.decode()),
    "kind": (pa.dictionary(pa.int32(), pa.string()), lambda i: ["a", "b", "ç"][i % 3], str),
    "numbers": (pa.list_(pa.int64()), lambda i: [i, None, -i] if i % 4 else [], None),
    "author": (pa.struct([("name", pa.string()), ("year", pa.int32())]),
               lambda i: {"name": f"A{i}", "year": i if i % 3 else None}, None),
    "files": (pa.list_(pa.struct([("path", pa.string()), ("lines", pa.list_(pa.string()))])),
              lambda i: [{"path": f"p{j}", "lines": [f"l{i}", None]} for j in range(i % 3)], None),
    "counts": (pa.map_(pa.string(), pa.int64()), lambda i: {"a": i, "b": None}, None),
}


def arrays(names):
    return pa.table({
        n: pa.array([None if absent(n, i) else list(columns[n][1](i).items()) if n == "counts" else columns[n][1](i)
                     for i in rows], columns[n][0]) for n in names})


def absent(name, i):
    return name not in ("id", "text") and (i * 7 + len(name)) % 11 == 0


def as_text(name, i):
    if absent(name, i):
        return None
    value = columns[name][1](i)
    how = columns[name][2]
    return how(value) if how else json.dumps(value, ensure_ascii=False, separators=(",", ":"))


nested = arrays(columns)
cells["nested.parquet"] = [{n: as_text(n, i) for n in columns} for i in rows]
pq.write_table(nested, "nested.parquet", compression="zstd", row_group_size=64, data_page_size=1024)
cells["pages-v2.parquet"] = cells["nested.parquet"]
pq.write_table(nested, "pages-v2.parquet", compression="snappy", row_group_size=50, data_page_version="2.0")
flat = ["id", "text", "kind", "whole"]
for codec in ("gzip", "none", "brotli", "lz4"):
    pq.write_table(arrays(flat), f"{codec}.parquet", compression=codec, use_dictionary=codec != "none")
    cells[f"{codec}.parquet"] = [{n: as_text(n, i) for n in flat} for i in rows]
old = ["id", "text", "at"]
pq.write_table(arrays(old), "int96.parquet", use_deprecated_int96_timestamps=True)
cells["int96.parquet"] = [{n: as_text(n, i) for n in old} for i in rows]

# One by DuckDB, in several row groups.
db = duckdb.connect()
db.execute("""CREATE TABLE t AS SELECT 'd-' || i AS id, 'Written by DuckDB, ' || i || ' é' AS text, i::BIGINT AS n,
    CASE WHEN i % 5 = 0 THEN NULL ELSE (i / 8)::DOUBLE END AS share, i % 2 = 1 AS odd, (i * 1.25)::DECIMAL(9,2) AS cost,
    [i, i + 1]::INTEGER[] AS pair, {'a': i::INTEGER, 'b': 'x' || i} AS both, MAP {'k' || i: i::INTEGER} AS map,
    TIMESTAMP '2024-03-01 00:00:00' + to_seconds(i) AS moment, repeat('long ', 200) AS filler
    FROM range(5000) r(i)""")
db.execute("COPY (SELECT * FROM t ORDER BY n) TO 'duckdb.parquet' (FORMAT parquet, CODEC zstd, ROW_GROUP_SIZE 2048)")
cells["duckdb.parquet"] = [
    {"id": f"d-{i}", "text": f"Written by DuckDB, {i} é", "n": str(i), "share": None if i % 5 == 0 else str(float(i / 8)),
     "odd": "true" if i % 2 else "false", "cost": f"{decimal.Decimal(i * 125) / 100:.2f}", "pair": f"[{i},{i + 1}]",
     "both": f'{{"a":{i},"b":"x{i}"}}', "map": f'{{"k{i}":{i}}}',
     "moment": (dt.datetime(2024, 3, 1) + dt.timedelta(seconds=i)).isoformat()} for i in range(0, 5000, 97)]

with open("cells.json", "w", encoding="utf-8") as out:
    json.dump(cells, out, ensure_ascii=False, indent=0)
