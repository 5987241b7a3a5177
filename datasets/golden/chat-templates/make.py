"""Makes the golden fixtures of chat templates: what Python's Jinja2 renders, under the settings of
transformers (immutable sandbox, trim_blocks, lstrip_blocks, loop controls, raise_exception, its own
tojson, the generation tag passed through), from templates written for this project.

    python make.py          (writes beside itself; a few seconds)

- expressions.jsonl.gz: operators, methods, filters and tests over many values, and expressions of a grammar
- features.jsonl.gz: every tag and its errors, from features.py
- families.jsonl.gz: templates in the forms that model families want, over conversations, from families.py

Each line is {"name", "template", "cases": [{"context", "output", "error"}]}; `output` is null where rendering raised.

Pinned: Jinja2==3.1.6 MarkupSafe==3.0.4
"""

import copy
import datetime
import gzip
import itertools
import json
import random
from pathlib import Path

import jinja2
import markupsafe
from importlib.metadata import version
from jinja2 import nodes
from jinja2.exceptions import TemplateError
from jinja2.ext import Extension, loopcontrols
from jinja2.sandbox import ImmutableSandboxedEnvironment

import families
import features

HERE = Path(__file__).parent
assert (jinja2.__version__, version("markupsafe")) == ("3.1.6", "3.0.4")
NOW = datetime.datetime(2026, 11, 23, 5, 0)


class Generation(Extension):
    tags = {"generation"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(["name:endgeneration"], drop_needle=True)
        return nodes.CallBlock(self.call_method("_passed"), [], [], body).set_lineno(line)

    def _passed(self, caller):
        return caller()


def tojson(x, ensure_ascii=False, indent=None, separators=None, sort_keys=False):
    return json.dumps(x, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)


def raise_exception(message):
    raise TemplateError(message)


def environment():
    env = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=[Generation, loopcontrols])
    env.filters["tojson"] = tojson
    env.globals["raise_exception"] = raise_exception
    env.globals["strftime_now"] = lambda form: NOW.strftime(form)
    return env


ENV = environment()


def case(template, context):
    try:
        return {"context": context, "output": ENV.from_string(template).render(**copy.deepcopy(context)), "error": None}
    except RecursionError:
        raise
    except Exception as e:
        return {"context": context, "output": None, "error": f"{type(e).__name__}: {e}"}


def write(name, rows):
    with open(HERE / name, "wb") as file, gzip.GzipFile("", "wb", mtime=0, fileobj=file) as out:
        for row in rows:
            out.write((json.dumps(row, ensure_ascii=True) + "\n").encode())
    count = sum(len(row["cases"]) for row in rows)
    raised = sum(c["output"] is None for row in rows for c in row["cases"])
    print(f"{name}: {len(rows)} templates, {count} cases, {raised} of them raise")


# ---- expressions ----

CONTEXT = {
    "s": "Hello, World",
    "u": "h\u00e9llo \ud55c\uae00 \U0001f600!",
    "n": 7,
    "f": 2.5,
    "l": [3, 1, 2],
    "w": ["b", "A", "c", "a"],
    "d": {"b": 1, "a": {"x": [1, 2, None]}, "items": "mine"},
    "m": [{"role": "user", "n": 2}, {"role": "tool", "n": 1}, {"role": "User", "n": 3, "x": True}],
    "e": "",
    "z": None,
    "t": True,
}

VALUES = [
    "0", "1", "-3", "7", "2.5", "-0.5", "1e20", "true", "false", "none", "''", "'a'", "'Ab c'", "'%s!'", "'12'",
    "[]", "[1, 2]", "['a', 'b']", "()", "(1,)", "(1, 'a')", "{}", "{'a': 1}", "nothing", "range(3)", "s", "l", "d", "u",
]  # fmt: skip
BINARY = ["+", "-", "*", "/", "//", "%", "~", "==", "!=", "<", "<=", ">", ">=", "in", "not in", "and", "or"]

FILTERS = """
abs capitalize count default default('x') default('x',true) d('y') dictsort dictsort(true,'value') dictsort(by='key',reverse=true)
escape e first float float(1.5) forceescape indent indent(2) indent('>',true) indent(2,blank=true) int int(5) int(0,16) items|list join
join(', ') join('-','a') join(',',attribute='n') last length list lower map('upper')|list map(attribute='n')|list map(attribute='q',default=0)|list
map('string')|join(',') map()|list max min max(attribute='n') min(case_sensitive=true) reject|list reject('none')|list rejectattr('n')|list replace('a','b') replace('a','b',1)
replace('','-') reverse|list reverse|string round round(1) round(1,'ceil') round(0,'floor') round(2,'up') round(-1) safe select|list select('string')|list
select('odd')|list selectattr('n')|list selectattr('n','gt',1)|list selectattr('role','equalto','user')|list slice(2)|list slice(2,0)|list batch(2)|list
batch(2,'-')|list sort sort(true) sort(case_sensitive=true) sort(attribute='n') sort(attribute='role,n') string sum sum(start=10) sum('n') title
tojson tojson(indent=2) tojson(ensure_ascii=true) tojson(separators=(',',':')) tojson(sort_keys=true) tojson(indent=1,sort_keys=true)
trim trim('a') truncate(5) truncate(5,true) truncate(5,true,'') truncate(3,false,'..',0) unique|list unique(true)|list upper urlencode wordcount
center(9) center filesizeformat filesizeformat(true) format(1) format('x','y') format(a=1) attr('upper') attr('a') attr('role') groupby('n') groupby('role')|length nosuch upper(1) tojson(1,2,3,4,5)
""".split()

TESTS = """
defined undefined none string number integer float boolean true false mapping iterable sequence callable escaped odd even lower upper
divisibleby(2) divisibleby(0) eq(1) ne(1) lt(2) le(2) gt(2) ge(2) equalto('a') in([1,'a']) in('ab') sameas(none) sameas(1) filter test nosuch greaterthan(0) lessthan(0)
""".split()

METHODS = """
upper() lower() title() capitalize() swapcase() casefold() strip() strip('Hd') lstrip() lstrip('He') rstrip() rstrip('!d')
split() split(',') split('l',1) split(None,1) split('') rsplit() rsplit('l',1) rsplit(None,1) rsplit('o') splitlines() splitlines(true)
partition(',') partition('zz') partition('') rpartition('l') rpartition('q') replace('l','L') replace('l','L',1) replace('','.') replace('o','')
startswith('He') startswith(('x','H')) startswith('l',2) endswith('d') endswith(('!','d')) endswith('o',0,5) startswith(1)
find('l') find('l',4) find('q') rfind('l') rfind('l',0,4) index('o') index('q') rindex('o') rindex('q') count('l') count('') count('l',3,5) find('') find('',50)
isalpha() isalnum() isdigit() isdecimal() isnumeric() isspace() isupper() islower() istitle() isascii() isidentifier() isprintable()
center(20) center(20,'*') center(21,'*') ljust(20) ljust(20,'.') rjust(20) rjust(20,'.') zfill(20) zfill(2) expandtabs() expandtabs(4) removeprefix('He') removesuffix('ld') removeprefix('x')
join(['a','b']) join([]) join([1]) join('abc') join(5) upper(1) nosuch() nosuch _private __class__ __len__ format() format(1,2) items() get('a') get('q',1) keys() values() append(1) pop() update({}) index(1) index(9) count(1) copy() sort()
items()|list keys()|list values()|list get() get('q') encode
""".split()
METHODS = [m for m in METHODS if m != "encode"]

TEXTS = [
    "s", "u", "''", "'   '", "' a  b '", "'Hello\\tx\\ny\\r\\nz'", "'-12'", "'+5'", "'abc'", "'ABC'", "'Abc Def'", "'\u01c6x \u00dftra\u00dfe'", "'12'",
    "'\u00b2\u00bd\u0663'", "\"it's\"", "'{} {}'", "'\u0130\u03a3'", "'don\\'t stop-now (ok)'", "'a_b'", "'\\u2028x\\x0cy\\x1cz'", "d", "l", "(1,2)", "n", "f", "z", "nothing", "range(4)",
]  # fmt: skip

SLICES = "[0] [1] [-1] [99] ['a'] ['items'] [1:] [:2] [::2] [::-1] [-2:] [5:1:-2] [:-1] [1:1] [::0] ['a':] [none:2] [1.5] [true] [0,1] [:] [3:0:-1] [-99:99] .items .a .upper .n .0 .1 ['upper']()".split()

PERCENT = [
    "'%s' % 1", "'%s %s' % (1, 'a')", "'%d' % 3.7", "'%d' % 'x'", "'%5d|' % 42", "'%-5d|' % 42", "'%05d' % -42", "'%+d' % 42", "'% d' % 42", "'%x %X %o' % (255, 255, 8)",
    "'%#x' % 255", "'%.2f' % 2.675", "'%8.3f|' % 3.14159", "'%e' % 12345.678", "'%.0e' % 15000.0", "'%g %g %g' % (1e10, 0.0001, 100000.0)", "'%.3g' % 1234.5", "'%%' % ()", "'%s' % ()",
    "'%s' % (1, 2)", "'%(a)s' % {'a': 5}", "'%(a)d %(b)r' % {'a': 5, 'b': 'x'}", "'%(q)s' % {'a': 5}", "'%r' % 'a'", "'%s' % none", "'%s' % [1]", "'%c' % 'x'", "'%.2s|' % 'abc'", "'%5s|' % 'ab'",
    "'%-5s|' % 'ab'", "'%q' % 1", "'%' % 1", "'%f' % 'x'", "'%s' % true", "'%d' % true", "'%5.1f|%-8.2f|' % (2.25, 2.345)", "'%010.3f' % -3.14159", "'a' % 1", "'a' % {}", "'%s' % {'a': 1}", "'%i' % 9",
]  # fmt: skip
BRACES = [
    "'{}'.format(1)", "'{0} {1} {0}'.format('a', 'b')", "'{a} {b}'.format(a=1, b='x')", "'{}'.format()", "'{a}'.format()", "'{0[a]}'.format({'a': 5})", "'{0.role}'.format(m[0])", "'{:>5}|'.format('a')",
    "'{:<5}|'.format('a')", "'{:^5}|'.format('a')", "'{:*^6}|'.format('ab')", "'{:05d}'.format(42)", "'{:+d}'.format(42)", "'{:,}'.format(1234567)", "'{:_}'.format(1234567)", "'{:.2f}'.format(3.14159)",
    "'{:10.3f}|'.format(3.14159)", "'{:e}'.format(1234.5)", "'{:g}'.format(0.00001)", "'{:.3}'.format(3.14159)", "'{:%}'.format(0.25)", "'{:.1%}'.format(0.256)", "'{:x}'.format(255)", "'{:#x}'.format(255)",
    "'{:b}'.format(5)", "'{:o}'.format(8)", "'{!r}'.format('a')", "'{!s:>4}'.format(1)", "'{{}} {}'.format(1)", "'{'.format(1)", "'}'.format(1)", "'{:d}'.format('a')", "'{:d}'.format(1.5)", "'{:{}}|'.format('a', 4)",
    "'{:.3}'.format('abcdef')", "'{} {0}'.format(1)", "'{:c}'.format(65)", "'{:5}|{:5}|'.format(1, 'a')", "'{:.2f}'.format(1)", "'{}'.format(none)", "'{}'.format([1, 'a'])", "'{:,.2f}'.format(12345.678)", "'{0.__class__}'.format(1)",
    "'{:=+6d}'.format(3)", "'{:5}'.format(none)", "'{:.0f}'.format(2.5)", "'{:.0f}'.format(3.5)", "'{:G}'.format(1e-10)", "'{:>10,.1f}|'.format(1234.56)",
]  # fmt: skip

LITERALS = [
    "1_000", "0x1F", "0b101", "0o17", "1.5e3", "1e-7", "1.0", "100000000000000000000.0", "1e16", "1e15", "123456789.123456789", "0.1 + 0.2", "1/3", "2**100", "-2**2", "2**-1", "2**3**2", "7 // 2", "-7 // 2", "-7 % 3", "7 % -3", "7.5 // 2",
    "-7.5 % 2", "1/0", "1.0/0", "1//0", "1%0", "0**-1", "'a' 'b'", "'\\x41\\u00e9\\U0001F600\\n\\t\\\\\\'\\\"'", "'\\q\\8'", "'\\101\\0'", "\"\\N{BULLET}\"", "'\\\u00e9'", "'\\u12'", "[1,]", "(1)", "(1,)", "()", "{'a':1,}", "{1:2, 1.0:3, true:4}", "{[]:1}",
    "[1,2,3][1]", "[[1,2],[3]][0][1]", "{'a':{'b':5}}.a.b", "1 < 2 < 3", "1 < 3 < 2", "1 == 1.0 == true", "not 1 == 2", "not not 1", "1 if true", "1 if false", "1 if false else 2", "1 if false else 2 if false else 3", "(1 if false).x",
    "true and 0 or 'x'", "none or ''", "'a' ~ 1 ~ none ~ [1] ~ 2.0", "1 ~ 2 + 3", "-1|abs", "(-1)|abs", "- 1 + 2", "+5", "-'a'", "--5", "1 is odd", "2 is not odd", "1 is odd and 2 is even", "5 is divisibleby 5", "'a' is in 'abc'", "1 is defined is string",
    "nothing", "nothing.x", "nothing[0]", "nothing()", "nothing + 1", "1 + nothing", "nothing ~ 'x'", "nothing|upper", "nothing|length", "nothing|list", "nothing == nothing2", "nothing is none", "nothing in [1]", "1 in nothing", "nothing < 1", "-nothing",
    "d.b", "d['b']", "d.items", "d['items']", "d.nothing", "d.a.x[2]", "d.a.x[3]", "d.a['q'].z", "s.nothing", "s[0]", "s[-1]", "s[99]", "u[1]", "u[6]", "u|length", "u[::-1]", "u|reverse", "n.x", "z.x", "z[0]", "n[0]", "t + 1", "t * 3", "t|int", "t|string",
    "range(5)|list", "range(2,8,3)|list", "range(5,0,-2)|list", "range(0)", "range(1,2)", "range(1,9,2)", "range(3)[1]", "range(10)[2:8:3]|list", "range(200000)", "range(1,2,0)", "range('a')", "range(3) == range(0,3)", "3 in range(5)", "dict(a=1, b=2)", "dict([(1,2)])", "dict({'a':1}, b=2)", "dict(5)",
    "namespace(a=1).a", "namespace(a=1)", "namespace({'x':2}).x", "namespace().q", "joiner()", "[1,2]|map('nosuch')|list", "[1]|select('nosuch')|list", "[3]|map('abs')", "l|sort|join", "l|sort(reverse=true)", "w|sort", "w|unique|join", "w|min", "w|max", "[]|min", "[]|first", "[]|last", "[]|sum", "[1,'a']|sort", "[[1,2],[1]]|sort",
    "m|map(attribute='role')|join(',')", "m|selectattr('x')|list|length", "m|selectattr('x','defined')|list|length", "m|groupby('role')|map('first')|list", "(m|groupby('n'))[0].grouper", "(m|groupby('n'))[0].list|length", "m|tojson", "m|length", "m[0].role|upper", "m[-1]['role'][0]", "m|map('length')|list", "m|map(attribute='n')|sum", "m|sum(attribute='n')",
    "m|selectattr('role','in',['user','tool'])|map(attribute='n')|list", "m|rejectattr('role','eq','tool')|map(attribute='n')|list", "l|map('string')|map('upper')|tojson", "[1,2]|map('pow')|list", "{'a':1}|items|list", "5|items|list", "5|items", "nothing|items|list", "{'b':1,'a':2}|dictsort", "'abc'|list", "'abc'|first", "'abc'|last", "d|list", "d|first", "5|list", "none|list",
    "'<a href=\"x\">\\'&'|e", "('<'|safe) + '<'", "'<' + ('<'|safe)", "('<'|safe) ~ '<'", "('<%s>'|safe) % '<'", "('a'|safe)|upper is escaped", "['<'|safe, '<']|join", "('<'|e)|e", "('<'|e)|forceescape", "('a b'|safe).split()[0] is escaped", "[('x'|safe)]", "('<'|safe) * 2",
    "strftime_now('%Y-%m-%d %H:%M:%S')", "strftime_now('%d %b %Y')", "strftime_now('%A, %B %e, %y %j %U %W %w %u %V %G')", "strftime_now('%-d/%-m %I %p %l %k %%')", "strftime_now('%c|%x|%X|%D|%F|%T|%R|%r')", "strftime_now()", "strftime_now(5)", "raise_exception('no')", "raise_exception()", "raise_exception(5)",
    "1.5|int", "'0x1f'|int(0,16)", "'0x1f'|int(0,0)", "'1_0'|int", "' 12 '|int", "'1.9'|int", "'x'|int", "'x'|int('d')", "none|int", "[]|int", "'1e3'|int", "'inf'|float", "'nan'|float", "' 1.5 '|float", "'1_0.5'|float", "'.5'|float", "'5.'|float", "1e400", "-1e400", "2.5|round", "3.5|round", "2.675|round(2)", "-2.5|round", "1234|round(-2)", "1250|round(-2)", "5|round", "2.1|round(0,'ceil')", "2|round(0,'ceil')",
    "{'a':1.0,'b':[true,none],'c':'\\u00e9\"\\\\\\n\\x01\\x7f'}|tojson", "{1:2,true:3,none:4,2.5:5}|tojson", "{(1,2):3}|tojson", "(1,2)|tojson", "nothing|tojson", "range(2)|tojson", "[]|tojson(indent=2)", "{}|tojson(indent=2)", "{'b':[1,{}],'a':[]}|tojson(indent=4,sort_keys=true)", "[1e400,-1e400]|tojson", "'\U0001f600'|tojson(ensure_ascii=true)", "1e16|tojson", "('a'|safe)|tojson", "[1,[2,[3]]]|tojson(indent='\\t')", "{'a':1}|tojson(separators=(';','='))", "d.items()|tojson", "m|map(attribute='n')|tojson",
    "'a' in 'abc'", "1 in 'abc'", "'a' in {'a':1}", "[] in {'a':1}", "1 in 5", "[1] in [[1]]", "'x' not in 'abc'", "d == {'b': 1, 'a': {'x': [1, 2, none]}, 'items': 'mine'}", "[1,2] == (1,2)", "'a' < 'B'", "'\U0001f600' > '\uffee'", "[1,2] < [1,3]", "(1,) < (1,2)", "[1] < (1,)", "none < 1", "none == none", "true == 1", "'1' == 1", "1 < 1.5", "2**70 == 2.0**70", "nothing is sameas nothing",
    "s.upper().lower().title()", "s.split(', ')|map('lower')|list", "s.split(sep=',', maxsplit=1)", "s.replace(old='l', new='L')", "'a,b'.split(',')[-1]", "'  x '.strip()|length", "'x'.join(['a'])", "s.__class__", "s.__class__.__mro__", "s.__class__ is defined", "''.__class__()", "l.append(4)", "l.append is defined", "d.update({})", "d.pop('b')", "d.get('q', {}).get('r', 5)", "d.keys()|list", "d.values()", "d.items()", "d.keys()", "l.index(1)", "l.count(1)", "(1,2).count(2)", "(1,2).append", "l.copy()",
    "1 +", "1 2", "(1", "[1", "{'a'}", "a b", "'a", "1 if", "if", "a.", "a[", "a[]", "a|", "a is", "*a", "a ? b", "f(a=1, 2)", "f(**d, 1)", "f(a, a=1)", "a!b", "1 = 2", "{{}}", "a.b.c", "not", "in", "1 in", "5.x", "5 .x", "1.2.3", "a;b", "1,2", "1,", ",", "x=1", "range(*[1,3])|list", "dict(**{'a':1})", "range(*l)|list", "dict(**5)", "dict(a=1,**{'a':2})", "dict(a=1,a=2)", "a is not", "a is b c", "5 is divisibleby", "5 is divisibleby(2,3)", "'a'|upper|lower()", "'a'|upper.x", "\u00e9 is defined", "\u00e9", "_x", "x1", "True", "None|string", "False", "true()", "'a'()", "5()", "none()", "[]()", "loop", "self is defined", "caller", "varargs",
]  # fmt: skip


class Grammar:
    """Random expressions, most of which mean something."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def pick(self, *options):
        return self.random.choice(options)

    def number(self, depth):
        if depth <= 0:
            return self.pick("n", "f", "1", "2", "3", "0", "10", "1.5", "l[0]", "l|length", "m[1].n", "t")
        return self.pick(
            lambda: f"({self.number(depth - 1)} {self.pick('+', '-', '*', '/', '//', '%')} {self.number(depth - 1)})",
            lambda: f"({self.number(depth - 1)}){self.pick('|int', '|float', '|abs', '|round', '|round(1)', '')}",
            lambda: f"({self.list(depth - 1)})|{self.pick('sum', 'length', 'first', 'last', 'max', 'min')}",
            lambda: f"({self.text(depth - 1)})|{self.pick('length', 'int', 'wordcount')}",
            lambda: f"({self.text(depth - 1)}).{self.pick('find', 'count', 'rfind')}({self.text(0)})",
            lambda: f"({self.number(depth - 1)} if {self.truth(depth - 1)} else {self.number(depth - 1)})",
        )()

    def text(self, depth):
        if depth <= 0:
            return self.pick("s", "u", "e", "'a'", "'b c'", "'Lo'", "w[0]", "m[0].role", "'%'", "' x '", "d['items']", "'\\n'")
        return self.pick(
            lambda: f"({self.text(depth - 1)} ~ {self.any(depth - 1)})",
            lambda: f"({self.text(depth - 1)} + {self.text(depth - 1)})",
            lambda: f"({self.text(depth - 1)})|{self.pick('upper', 'lower', 'title', 'trim', 'capitalize', 'reverse', 'e', 'tojson', 'string', 'indent(1)')}",
            lambda: f"({self.text(depth - 1)}).{self.pick('upper', 'strip', 'title', 'swapcase', 'lower', 'rstrip', 'lstrip')}()",
            lambda: f"({self.text(depth - 1)}).replace({self.text(0)}, {self.text(0)})",
            lambda: f"({self.text(depth - 1)})[{self.pick('0', '-1', '1:', ':-1', '::2', '::-1', '1:3')}]",
            lambda: f"({self.list(depth - 1)})|join({self.text(0)})",
            lambda: f"({self.any(depth - 1)})|{self.pick('string', 'tojson', 'tojson(indent=2)')}",
            lambda: f"({self.text(depth - 1)} if {self.truth(depth - 1)} else {self.text(depth - 1)})",
            lambda: f"({self.text(depth - 1)} * {self.pick('0', '1', '2', 'true')})",
        )()

    def list(self, depth):
        if depth <= 0:
            return self.pick("l", "w", "[]", "[1, 2]", "range(4)", "(3, 'x')", "d", "['a', none]", "m|map(attribute='n')|list")
        return self.pick(
            lambda: f"[{self.any(depth - 1)}, {self.any(depth - 1)}]",
            lambda: f"({self.list(depth - 1)})|{self.pick('list', 'sort', 'reverse|list', 'unique|list', 'batch(2)|list', 'slice(2)|list')}",
            lambda: f"({self.list(depth - 1)})|map('{self.pick('string', 'length', 'upper', 'int', 'tojson')}')|list",
            lambda: f"({self.list(depth - 1)})|{self.pick('select', 'reject')}('{self.pick('odd', 'string', 'defined', 'number')}')|list",
            lambda: f"({self.list(depth - 1)})[{self.pick('1:', ':2', '::-1', '-2:')}]",
            lambda: f"(({self.list(depth - 1)})|list + ({self.list(depth - 1)})|list)",
            lambda: f"({self.text(depth - 1)}).split({self.pick('', chr(39) + 'l' + chr(39), chr(39) + ' ' + chr(39))})",
            lambda: f"({self.text(depth - 1)})|list",
        )()

    def truth(self, depth):
        if depth <= 0:
            return self.pick("t", "true", "false", "z", "n", "e", "nothing", "l", "d")
        return self.pick(
            lambda: f"({self.any(depth - 1)} {self.pick('==', '!=')} {self.any(depth - 1)})",
            lambda: f"({self.number(depth - 1)} {self.pick('<', '<=', '>', '>=')} {self.number(depth - 1)})",
            lambda: f"({self.number(depth - 1)} < {self.number(depth - 1)} <= {self.number(depth - 1)})",
            lambda: f"({self.text(depth - 1)} {self.pick('in', 'not in')} {self.pick(self.text, self.list)(depth - 1)})",
            lambda: f"(not {self.truth(depth - 1)})",
            lambda: f"({self.truth(depth - 1)} {self.pick('and', 'or')} {self.truth(depth - 1)})",
            lambda: f"({self.any(depth - 1)} is {self.pick('', 'not ')}{self.pick('string', 'number', 'mapping', 'sequence', 'iterable', 'none', 'defined', 'true', 'odd', 'lower')})",
            lambda: f"({self.text(depth - 1)}).{self.pick('startswith', 'endswith')}({self.text(0)})",
        )()

    def any(self, depth):
        if depth <= 0 and self.random.random() < 0.2:
            return self.pick("z", "nothing", "d", "{'k': 1}", "(1,)", "none")
        return self.pick(self.number, self.text, self.list, self.truth)(depth)


def expressions():
    seen = []
    for left, right in itertools.product(VALUES, VALUES):
        for operator in BINARY:
            seen.append(f"({left}) {operator} ({right})")
    seen += [f"({value})|{name}" for value in VALUES + ["m", "w", "'a\\nb\\n\\nc'", "2.675", "'long text of many words'"] for name in FILTERS]
    seen += [f"({value}) is {name}" for value in VALUES + ["m", "nothing.upper if false", "'aB'", "('x'|safe)", "range", "s.upper"] for name in TESTS]
    seen += [f"({value}).{name}" for value in TEXTS for name in METHODS]
    seen += [f"({value}){name}" for value in VALUES + ["m"] for name in SLICES]
    seen += PERCENT + BRACES + LITERALS
    grammar = Grammar(20261123)
    seen += [grammar.any(depth) for depth in (1, 2, 2, 3, 3, 3, 4, 4) for _ in range(250)]
    rows = []
    for expression in dict.fromkeys(seen):
        template = "{{ " + expression + " }}"
        made = case(template, CONTEXT)
        if " at 0x" in (made["output"] or "") or " object at" in (made["output"] or ""):
            continue  # an address
        rows.append((template, made))
    return rows


def packed(rows):
    """All expressions see the same context, which is written once."""
    return [
        {"name": "expressions", "template": "", "cases": [{"context": CONTEXT, "output": "", "error": None}]},
        *({"name": "", "template": t, "cases": [{**c, "context": None}]} for t, c in rows),
    ]


def main():
    write("expressions.jsonl.gz", packed(expressions()))
    write(
        "features.jsonl.gz",
        [
            {"name": f"feature {i}", "template": template, "cases": [case(template, context) for context in contexts]}
            for i, (template, contexts) in enumerate(features.all())
        ],
    )
    write(
        "families.jsonl.gz",
        [
            {"name": name, "template": template, "cases": [case(template, context) for context in families.contexts(name)]}
            for name, template in families.TEMPLATES.items()
        ],
    )


if __name__ == "__main__":
    main()
