"""Templates that use one feature each, with the contexts they are rendered with."""

PLAIN = [{}]
MESSAGES = [
    {"role": "system", "content": "Be brief."},
    {"role": "user", "content": " Hi {{ bos_token }} {% if %} <|end|> "},
    {"role": "assistant", "content": "Hello \u00e9\U0001f600"},
    {"role": "user", "content": "Bye"},
]
TALK = [{"messages": MESSAGES, "bos_token": "<s>", "eos_token": "</s>", "add_generation_prompt": True}, {"messages": [], "x": 5}]
TREE = [{"tree": [{"n": "a", "kids": [{"n": "b", "kids": [{"n": "c", "kids": []}]}, {"n": "d", "kids": []}]}, {"n": "e", "kids": []}]}]

WHITESPACE = [
    "a\n{% if true %}\nb\n{% endif %}\nc\n",
    "a\n  {% if true %}  \n  b\n  {% endif %}  \nc",
    "a\n  {%- if true -%}  \n  b\n  {%- endif -%}  \nc",
    "a\n  {%+ if true %}\n  b\n  {%+ endif +%}\nc",
    "  {% set x = 1 %}\n  {{ x }}\n",
    "  {{ 1 }}  \n{{ 2 }}\n\n",
    "  {{- 1 -}}  \n  {{- 2 }}  ",
    "{{+ 1 }}", "{{ 1 +}}", "x {{ -1 }} {{- -1 }} {{ 1 -}} y",
    "a {# comment #} b\n  {# line #}\nc", "a {#- c -#} b", "a\n {#+ c +#}\n b", "a {# {{ 1 }} {% x %} #} b", "a {##} b {#-#} c", "a {# open", "a #} b",
    "{% raw %}{{ x }}{% if %}{% endraw %}", " {% raw %}  \n a {% endraw %} \n b", "a  {%- raw -%}  {{ x }}  {%- endraw -%}  b", "{% raw %}{% raw %}{% endraw %}", "{% raw %} open", "x\n  {% raw %}\n  y\n  {% endraw %}\nz",
    "a\r\nb\rc\n\n{% if true %}\r\nd{% endif %}\r\n", "\n", "\n\n", "", " ", "a\n  \t{% if true %}x{% endif %}", "a{% if true %}\n\nb{% endif %}", "{% if true %}\n{% if true %}\n  x\n{% endif %}\n{% endif %}\n",
    "{{ '{{' }} {{ '}}' }} {{ \"%}\" }}", "{{ {'a': {'b': 1}} }}", "{{ {'a':1}}}", "{%if true%}x{%endif%}", "{%-if true-%} x {%-endif-%}", "{ { x } }", "{", "}}", "%}", "{{ 1 }", "{{ 1", "{% if true", "{{", "{%", "{#", "{{}}", "{%%}", "{{ 1 }}}}", "a\u00a0{%- if true %}x{% endif %}", "a\u2003\n\u2003{% if true %}x{% endif %}", "{{ 'a\nb' }}", "{{ 'a\r\nb' }}", "{{ 1\n+\n2 }}", "{% for x in [1,2] -%}\n  {{ x }}\n{%- endfor %}", "{% for x in [1,2] %}\n  {{ x }}\n{% endfor %}\n", "{%- for x in [1] +%}\n a {%- endfor +%}\n b",
]  # fmt: skip

CONTROL = [
    "{% if 0 %}a{% elif 1 %}b{% else %}c{% endif %}", "{% if '' %}a{% elif none %}b{% else %}c{% endif %}", "{% if x is defined and x %}{{ x }}{% endif %}", "{% if %}{% endif %}", "{% if 1 %}", "{% endif %}", "{% else %}", "{% if 1 %}{% else %}{% else %}{% endif %}", "{% if 1 %}{% endfor %}", "{% if nothing.x %}{% endif %}", "{% if 1, 2 %}t{% endif %}",
    "{% for x in [1,2,3] %}{{ x }},{% endfor %}", "{% for x in [] %}a{% else %}none{% endfor %}", "{% for k, v in {'a':1,'b':2}.items() %}{{ k }}={{ v }};{% endfor %}", "{% for k in {'a':1} %}{{ k }}{% endfor %}", "{% for a, (b, c) in [(1,(2,3))] %}{{ a }}{{ b }}{{ c }}{% endfor %}", "{% for a, b in [(1,)] %}{% endfor %}", "{% for a, b in [(1,2,3)] %}{% endfor %}", "{% for a, b in [1] %}{% endfor %}", "{% for a, in [[1]] %}{{ a }}{% endfor %}",
    "{% for c in 'a\U0001f600b' %}{{ c }}.{% endfor %}", "{% for x in 5 %}{% endfor %}", "{% for x in none %}{% endfor %}", "{% for x in nothing %}a{% else %}b{% endfor %}", "{% for x in nothing.y %}{% endfor %}", "{% for x in true %}{% endfor %}", "{% for x in 1, 2 %}{{ x }}{% endfor %}", "{% for x in (1 if true else 2) %}{% endfor %}",
    "{% for x in [1,2,3,4] if x is even %}{{ x }}/{{ loop.index }}/{{ loop.length }}/{{ loop.last }} {% endfor %}", "{% for x in [1,2] if x > 5 %}a{% else %}none{% endfor %}", "{% for x in [1] if loop.first %}{{ x }}{% endfor %}",
    "{% for x in 'abc' %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{{ loop.depth }}{{ loop.depth0 }} {% endfor %}", "{% for x in [1,2,3] %}[{{ loop.previtem }}|{{ loop.nextitem }}]{% endfor %}", "{% for x in [1,2] %}{{ loop.previtem is defined }}{{ loop.nextitem is defined }} {% endfor %}", "{% for x in [1,2,3] %}{{ loop.previtem.x }}{% endfor %}", "{% for x in [1,2,3,4] %}{{ loop.cycle('a','b','c') }}{% endfor %}", "{% for x in [1] %}{{ loop.cycle() }}{% endfor %}", "{% for x in [1,1,2,2,1] %}{{ loop.changed(x) }} {% endfor %}", "{% for x in [1] %}{{ loop.nosuch }}{{ loop.nosuch is defined }}{% endfor %}", "{% for x in [1] %}{{ loop }}{% endfor %}", "{% for x in [1,2] %}{{ loop|length }}{% endfor %}", "{% for x in [1] %}{{ loop('a') }}{% endfor %}",
    "{% for x in [1,2] %}{% for y in 'ab' %}{{ loop.index }}{% endfor %}{{ loop.index }} {% endfor %}", "{% for x in [1,2] %}{% set outer = loop %}{% for y in 'ab' %}{{ outer.index }}{{ loop.index }} {% endfor %}{% endfor %}", "{% for x in [1,2]|map('string') %}{{ x }}{{ loop.last }}{{ loop.length }} {% endfor %}", "{% for x in [1,2,3]|select('odd') %}{{ loop.index }}/{{ loop.length }}/{{ loop.revindex }} {% endfor %}", "{% for x in [1,0]|map('nosuch') %}{{ x }}{% endfor %}", "{% for x in range(3) %}{{ x }}{{ loop.revindex0 }}{% endfor %}",
    "{% for x in [1,2,3,4] %}{% if x == 3 %}{% break %}{% endif %}{{ x }}{% endfor %}", "{% for x in [1,2,3,4] %}{% if x is odd %}{% continue %}{% endif %}{{ x }}{% endfor %}", "{% for x in [1] %}{% break %}{% else %}e{% endfor %}", "{% break %}", "{% continue %}", "{% for x in [1,2] %}{% for y in [1,2] %}{% if y == 2 %}{% break %}{% endif %}{{ x }}{{ y }} {% endfor %}{% endfor %}", "{% for x in [1,2] %}{% with y = x %}{% if y == 2 %}{% break %}{% endif %}{{ y }}{% endwith %}{% endfor %}", "{% for x in [1,2] %}{% set y %}{% if x == 2 %}{% continue %}{% endif %}a{% endset %}{{ y }}{% endfor %}",
    "{% for loop in [1] %}{% endfor %}", "{% for x in [1] %}{% set loop = 2 %}{{ loop }}{% endfor %}", "{{ loop }}", "{% for none in [1] %}{% endfor %}", "{% for 1 in [1] %}{% endfor %}", "{% for x of [1] %}{% endfor %}", "{% for x in %}{% endfor %}", "{% for x in [1] %}", "{% for x in [1] recursive %}{{ x }}{% endfor %}", "{% for x.y in [1] %}{% endfor %}",
    "{% for x in [1] %}{% if loop.first %}{% set z = 1 %}{% endif %}{% endfor %}{{ z }}", "{% set z = 0 %}{% for x in [1,2] %}{% set z = z + x %}{{ z }}{% endfor %}{{ z }}", "{% if true %}{% set z = 1 %}{% endif %}{{ z }}", "{% for x in [1,2] %}{% if x == 1 %}{% set q = 'set' %}{% endif %}{{ q }}|{% endfor %}", "{% for x in [1] %}{{ y }}{% endfor %}{% set y = 2 %}{{ y }}", "{{ y }}{% set y = 2 %}{{ y }}", "{% for x in [1,2] %}{{ x }}{% endfor %}{{ x }}", "{% set x = 9 %}{% for x in [1,2] %}{{ x }}{% endfor %}{{ x }}", "{% for x in [1] %}{% for y in [2] %}{% set a = 1 %}{% endfor %}{{ a is defined }}{% endfor %}",
]  # fmt: skip

QUIRKS = [
    ("{% for y in [1] %}{{ x }}{% endfor %}{% set x = 2 %}{{ x }}", [{"x": 5}, {}]),
    ("{% macro m() %}[{{ x }}]{% endmacro %}{{ m() }}{% set x = 2 %}{{ m() }}", [{"x": 5}, {}]),
    ("{% if c %}{% set x = 2 %}{% endif %}{{ x }}", [{"x": 5, "c": 1}, {"x": 5}, {}]),
    ("{% if c %}{% set x = 2 %}{% else %}{% set x = 3 %}{% endif %}{{ x }}", [{"x": 5, "c": 1}, {"x": 5}]),
    ("{% for y in [1,2] %}{% if c %}{% set x = 2 %}{% endif %}{{ x }}{% endfor %}{{ x }}", [{"x": 5, "c": 1}, {"x": 5}]),
    ("{% for y in [1,2] %}{% for w in [1] %}{{ x }}{% endfor %}{% set x = y %}{{ x }}{% endfor %}", [{"x": 5}]),
    ("{% set x = x + 1 %}{{ x }}", [{"x": 5}, {}]),
    ("{% set x %}{{ x }}!{% endset %}{{ x }}", [{"x": 5}]),
    ("{% with x = x + 1 %}{{ x }}{% endwith %}{{ x }}", [{"x": 5}]),
    ("{% with x = 1, y = x %}{{ y }}{% endwith %}", [{"x": 5}]),
    ("{% for x in [x] %}{{ x }}{% endfor %}", [{"x": 5}]),
    ("{% macro m() %}{{ x }}{% endmacro %}{% for x in [1,2] %}{{ m() }}{% endfor %}", [{"x": 5}]),
    ("{% for x in [1,2] %}{% macro m() %}{{ x }}{{ loop.index }}{% endmacro %}{{ m() }}{% endfor %}{{ m is defined }}", [{}]),
    ("{% set messages = messages[1:] %}{{ messages|length }}{% for m in messages %}{{ m.role }}{% endfor %}", TALK[:1]),
    ("{% for m in messages %}{% set messages = [] %}{{ m.role }}{{ messages|length }}{% endfor %}{{ messages|length }}", TALK[:1]),
]

SETTING = [
    "{% set a = 1 %}{{ a }}", "{% set a, b = 1, 2 %}{{ a }}{{ b }}", "{% set a, b = [1] %}", "{% set (a, b) = (1, 2) %}{{ b }}", "{% set a = 1, 2 %}{{ a }}", "{% set a = %}", "{% set true = 1 %}", "{% set 5 = 1 %}", "{% set a.b = 1 %}", "{% set a = 1 if false %}{{ a }}|", "{% set ns = namespace(x=1) %}{% set ns.x = 2 %}{{ ns.x }}", "{% set ns = namespace() %}{% for i in [1,2,3] %}{% set ns.t = i %}{% endfor %}{{ ns.t }}{{ ns }}", "{% set ns = 5 %}{% set ns.x = 1 %}", "{% set ns = namespace(a=1) %}{% set ns.a, ns.b = 3, 4 %}{{ ns.a }}{{ ns.b }}", "{% set ns = namespace(a=[]) %}{% set ns.a = ns.a + [1] %}{{ ns.a }}", "{% set d = {} %}{% set d.x = 1 %}", "{% set ns = namespace(n=0) %}{% for m in [1,2] %}{% for k in [1,2] %}{% set ns.n = ns.n + k %}{% endfor %}{% endfor %}{{ ns.n }}", "{% set ns = namespace(a=1) %}{{ ns['a'] }}{{ ns.b is defined }}{{ ns.b }}{{ ns.b.c }}", "{% set _ = namespace(a=1) %}{{ _.a }}",
    "{% set a %} x {{ 1 }} {% endset %}[{{ a }}]", "{% set a | upper | trim %} x {% endset %}[{{ a }}]", "{% set a | replace('x', 'y') %}xx{% endset %}{{ a }}", "{% set a | nosuch %}{% endset %}", "{% set a %}{% set b = 1 %}{% endset %}{{ b is defined }}", "{% set a %}", "{% set ns = namespace() %}{% set ns.a %}x{% endset %}{{ ns.a }}",
    "{% with %}{% set a = 1 %}{{ a }}{% endwith %}{{ a is defined }}", "{% with a = 1, b = 2 %}{{ a + b }}{% endwith %}", "{% with a = 1 %}{% with a = 2 %}{{ a }}{% endwith %}{{ a }}{% endwith %}", "{% with a %}{% endwith %}",
    "{% filter upper %}abc{{ 'd' }}{% endfilter %}", "{% filter replace('a', 'b')|upper %}aa{% endfilter %}", "{% filter nosuch %}{% endfilter %}", "{% filter trim %}  {% set q = 1 %}x {% endfilter %}{{ q is defined }}", "{% print 1 %}{% print 1, 2 %}", "{% nosuch %}", "{% 5 %}", "{% if true %}{% nosuch %}{% endif %}",
    "{% if false %}{{ 1|nosuch }}{% endif %}ok", "{% if true %}{{ 1|nosuch }}{% endif %}", "{% if false %}{% for x in [] %}{{ 1|nosuch }}{% endfor %}{% endif %}", "{{ 1|nosuch if false else 2 }}", "{{ 1 is nosuch if true else 2 }}", "{% if false %}{{ 1 is nosuch }}{% endif %}ok", "{% if 1 is nosuch %}{% endif %}", "{% if false and 1|nosuch %}{% endif %}ok", "{{ 2 if true else 1|nosuch }}", "{% for x in [] %}{{ x|nosuch }}{% endfor %}", "{% macro m() %}{{ 1|nosuch }}{% endmacro %}",
    "{% block a %}x{{ 1 }}{% endblock %}y", "{% block a %}x{% endblock a %}", "{% for i in [1] %}{% block a %}{{ i is defined }}{% endblock %}{% endfor %}", "{% for i in [1] %}{% block a scoped %}{{ i }}{% endblock %}{% endfor %}", "{% block a %}{% endblock %}{% block a %}{% endblock %}", "{% set q = 3 %}{% block a %}{{ q }}{% endblock %}", "{% include 'x' %}", "{% import 'x' as y %}", "{% from 'x' import y %}", "{% extends 'x' %}", "{% if false %}{% include 'x' %}{% endif %}ok",
    "{% generation %}a{{ 1 }}{% endgeneration %}b", "{% for m in [1,2] %}{% generation %}{{ m }}{{ loop.index }}{% endgeneration %}{% endfor %}", "{% generation %}\nx\n{% endgeneration %}\ny", "{% generation %}{% set z = 1 %}{% endgeneration %}{{ z is defined }}", "{% generation %}", "  {%- generation -%}  x  {%- endgeneration -%}  ",
]  # fmt: skip

MACROS = [
    "{% macro m(a, b=2) %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}{{ m(1, 3) }}{{ m(b=5, a=4) }}", "{% macro m(a) %}[{{ a }}]{% endmacro %}{{ m() }}", "{% macro m(a) %}{{ a.x }}{% endmacro %}{{ m() }}", "{% macro m() %}{% endmacro %}{{ m(1) }}", "{% macro m() %}{% endmacro %}{{ m(x=1) }}", "{% macro m(a) %}{% endmacro %}{{ m(1, a=2) }}", "{% macro m() %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, x=3) }}", "{% macro m(a) %}{{ varargs|length }}{% endmacro %}{{ m(1, 2, 3) }}", "{% macro m(a, b=a) %}{{ b }}{% endmacro %}{{ m(7) }}", "{% macro m(a=1, b) %}{% endmacro %}",
    "{% macro m(x) -%}\n  {{ x }}\n{%- endmacro %}[{{ m('a') }}]", "{% macro m(n) %}{{ n }}{% if n > 0 %}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(3) }}", "{{ m(1) }}{% macro m(x) %}{{ x }}{% endmacro %}", "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}B{% endmacro %}{{ a() }}", "{% macro m() %}x{% endmacro %}{{ m }}{{ m.name }}{{ m.arguments }}{{ m() | upper }}{{ m()|length }}", "{% macro m(a, b='x') %}{% endmacro %}{{ m.arguments }}{{ m.catch_kwargs }}{{ m.catch_varargs }}{{ m.caller }}", "{% macro m() %}{% set z = 1 %}{% endmacro %}{{ m() }}{{ z is defined }}", "{% set y = 1 %}{% macro m() %}{{ y }}{% endmacro %}{% set y = 2 %}{{ m() }}", "{% macro m() %}<{{ caller() }}>{% endmacro %}{% call m() %}x{% endcall %}", "{% macro m(l) %}{% for i in l %}{{ caller(i) }},{% endfor %}{% endmacro %}{% call(x) m([1,2]) %}[{{ x }}]{% endcall %}",
    "{% macro m() %}{{ caller() }}{% endmacro %}{{ m() }}", "{% macro m() %}x{% endmacro %}{% call m() %}y{% endcall %}", "{% macro m(caller) %}{{ caller() }}{% endmacro %}{% call m() %}y{% endcall %}", "{% macro m() %}{{ caller is defined }}{% endmacro %}{{ m() }}", "{% call 5 %}{% endcall %}", "{% call(a, b=2) nothing() %}{% endcall %}", "{% macro m() %}{{ caller('a') }}{% endmacro %}{% call m() %}y{% endcall %}", "{% macro %}{% endmacro %}", "{% macro m %}{% endmacro %}", "{% macro m( %}{% endmacro %}", "{% macro m(5) %}{% endmacro %}", "{% macro m(none) %}{% endmacro %}", "{% macro m(a) %}{% endmacro %}{{ m(*[1]) }}{{ m(**{'a': 1}) }}", "{% macro m(a, a2) %}{{ a }}{{ a2 }}{% endmacro %}{{ m(*[1, 2]) }}{{ m(1, **{'a2': 5}) }}{{ m(*5) }}", "{% for i in [1,2] %}{% macro m() %}{{ i }}{% endmacro %}{{ m() }}{% endfor %}", "{% macro m() %}{% break %}{% endmacro %}", "{% for i in [1] %}{% macro m() %}{% break %}{% endmacro %}{% endfor %}", "{% macro m(x) %}{{ x }}{% endmacro %}{{ [1,2]|map('string')|map('upper')|join }}{{ m('<') }}",
    "{% macro m(a, b) %}{{ a }}-{{ b }}{% endmacro %}{{ m(b=1) }}", "{% macro m(messages) %}{% for x in messages %}{{ loop.index }}{% endfor %}{% endmacro %}{% for q in [1] %}{{ m('ab') }}{{ loop.index }}{% endfor %}", "{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }}{{ c.next() }}{{ c.current }}{{ c.reset() }}{{ c.current }}", "{% set j = joiner('|') %}{% for x in 'abc' %}{{ j() }}{{ x }}{% endfor %}", "{{ cycler() }}",
]  # fmt: skip

LOOPS = [
    "{% for n in tree recursive %}{{ n.n }}{{ loop.depth }}{% if n.kids %}({{ loop(n.kids) }}){% endif %}{% endfor %}",
    "{%- for n in tree recursive %}\n{{ '  ' * loop.depth0 }}{{ n.n }}{{ loop(n.kids) }}{%- endfor %}",
    "{% for n in tree recursive %}{{ loop.index }}/{{ loop.length }}{{ n.n }}{{ loop(n.kids)|upper }}{% else %}-{% endfor %}",
    "{% for n in tree recursive %}{{ loop() }}{% endfor %}",
    "{% macro walk(ns, d) %}{% for n in ns %}{{ n.n * d }}{{ walk(n.kids, d + 1) }}{% endfor %}{% endmacro %}{{ walk(tree, 1) }}",
]

SAFETY = [
    "{{ messages.append(1) }}", "{{ messages.append }}|", "{{ messages.__class__ }}|", "{{ messages.__class__.__base__ }}", "{{ ''.__class__.__mro__[1].__subclasses__() }}", "{{ messages[0].update({'role': 'x'}) }}", "{{ messages.pop() }}", "{{ messages|attr('__class__') }}|", "{{ messages|attr('append') }}|", "{% set _ = messages.insert(0, 1) %}", "{{ raise_exception.__globals__ }}|", "{{ range.__self__ is defined }}", "{{ ''['__class__'] }}|", "{{ messages.__len__() }}",
    "{{ messages|map('attr', '__class__')|list|length }}", "{{ (1).__class__ }}|", "{{ messages.sort() }}", "{{ messages.clear() }}", "{{ messages[0].clear() }}", "{{ messages[0].setdefault('a', 1) }}", "{{ messages[0].popitem() }}", "{{ messages.extend([1]) }}", "{{ messages.reverse() }}", "{{ messages.remove(1) }}", "{{ '{0.__class__}'.format(1) }}", "{{ '%s'|format(1) }}",
]  # fmt: skip

CHAT = [
    "{{ bos_token }}{% for m in messages %}{{ '<|' + m['role'] + '|>\\n' + m['content'] + '<|end|>\\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|assistant|>\\n' }}{% endif %}",
    "{%- for m in messages %}\n  {%- if m.role == 'user' %}\n    {{- '[INST] ' + m.content|trim + ' [/INST]' }}\n  {%- elif m.role == 'assistant' %}\n    {{- m.content + eos_token }}\n  {%- endif %}\n{%- endfor %}",
    "{% if messages[0]['role'] == 'system' %}{% set system = messages[0]['content'] %}{% set rest = messages[1:] %}{% else %}{% set system = 'none' %}{% set rest = messages %}{% endif %}{{ system }}{% for m in rest %}{% if (m['role'] == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('roles must alternate') }}{% endif %}{{ loop.index0 }}{{ m.content }}{% endfor %}",
    "{% for m in messages %}{% if m.role not in ['user', 'assistant'] %}{{ raise_exception('no role ' ~ m.role) }}{% endif %}{% endfor %}",
    "{{ messages|selectattr('role', 'equalto', 'user')|map(attribute='content')|map('trim')|join(' / ') }}",
    "{% set ns = namespace(last=-1) %}{% for m in messages[::-1] %}{% set i = (messages|length - 1) - loop.index0 %}{% if m.role == 'user' and ns.last < 0 %}{% set ns.last = i %}{% endif %}{% endfor %}{{ ns.last }}",
    "{{ messages|tojson(indent=2) }}", "{{ messages[1].content.split('{')[-1].lstrip('{') }}", "{{ messages[2]['content'][-1] }}", "{{ messages[1].content }}{{ messages[1].content|e }}", "{{ messages[0].name }}{{ messages[0].name.first }}", "{% if messages[0].content is string %}s{% elif messages[0].content is iterable %}i{% endif %}", "{{ messages | length if messages is defined else 'no' }}", "{{ unknown_token }}|{{ tools is defined }}|{{ x }}", "{{ (messages | last).content if messages else 'empty' }}", "{%- set first = messages | first -%}{{ first.role }}",
]  # fmt: skip


def all():
    for template in WHITESPACE + CONTROL + SETTING + MACROS:
        yield template, PLAIN
    yield from QUIRKS
    for template in LOOPS:
        yield template, TREE
    for template in SAFETY + CHAT:
        yield template, TALK
