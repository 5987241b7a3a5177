"""Templates in the forms that model families want, written for this project, and conversations."""

TEMPLATES = {
    "phi-3": """\
{{- bos_token -}}
{%- for turn in messages -%}
    {%- if turn.role == 'system' -%}
        {{- '<|system|>\\n' ~ turn.content ~ '<|end|>\\n' -}}
    {%- elif turn.role == 'user' -%}
        {{- '<|user|>\\n' ~ turn.content ~ '<|end|>\\n' -}}
    {%- elif turn.role == 'assistant' -%}
        {{- '<|assistant|>\\n' -}}
        {%- generation -%}{{- turn.content ~ '<|end|>\\n' -}}{%- endgeneration -%}
    {%- endif -%}
{%- endfor -%}
{{- '<|assistant|>\\n' if add_generation_prompt else eos_token -}}
""",
    "phi-3.5": """\
{%- macro turn(role, text) -%}
<|{{ role }}|>
{{ text }}<|end|>
{% endmacro -%}
{% for message in messages %}
{%- if message['role'] in ('system', 'user', 'assistant') and message['content'] %}
{{- turn(message['role'], message['content']) }}
{%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
<|assistant|>
{% else %}
{{- eos_token }}
{%- endif %}
""",
    "phi-4": """\
{% set wrap = {'system': 'system', 'user': 'user', 'assistant': 'assistant'} %}
{% for m in messages if m.role in wrap %}
    {{- '<|im_start|>' + wrap[m.role] + '<|im_sep|>' + m.content + '<|im_end|>' }}
{%- endfor %}
{% if add_generation_prompt %}{{ '<|im_start|>assistant<|im_sep|>' }}{% endif %}
""",
    "phi-4-mini": """\
{% for m in messages -%}
    {%- set open = '<|' ~ m['role'] ~ '|>' -%}
    {%- if m['role'] == 'system' and m.tools is defined and m.tools is not none -%}
        {{ open ~ m['content'] ~ '<|tool|>' ~ m['tools'] | tojson ~ '<|/tool|>' ~ '<|end|>' }}
    {%- else -%}
        {{ open ~ m['content'] ~ '<|end|>' }}
    {%- endif -%}
{%- endfor -%}
{%- if add_generation_prompt -%}<|assistant|>{%- else -%}{{ eos_token }}{%- endif -%}
""",
    "llama-2": """\
{%- set ns = namespace(system='') -%}
{%- set turns = messages -%}
{%- if messages and messages[0].role == 'system' -%}
    {%- set ns.system = '<<SYS>>\\n' + messages[0].content + '\\n<</SYS>>\\n\\n' -%}
    {%- set turns = messages[1:] -%}
{%- endif -%}
{%- for turn in turns -%}
    {%- if (loop.index0 is even) != (turn.role == 'user') -%}
        {{- raise_exception('turns must go user, assistant, user, and so on, not ' ~ turn.role) -}}
    {%- endif -%}
    {%- if turn.role == 'user' -%}
        {{- bos_token + '[INST] ' + (ns.system if loop.first else '') + turn.content.strip() + ' [/INST]' -}}
    {%- else -%}
        {{- ' ' + turn.content | trim + ' ' + eos_token -}}
    {%- endif -%}
{%- endfor -%}
""",
    "llama-3": """\
{{- bos_token }}
{%- set head = messages[0] if messages and messages[0]['role'] == 'system' else {'content': ''} %}
{{- '<|start_header_id|>system<|end_header_id|>\\n\\n' }}
{{- 'Today: ' ~ (date_string if date_string is defined else strftime_now('%d %b %Y')) ~ '\\n\\n' }}
{{- head['content'] | trim ~ '<|eot_id|>' }}
{%- for m in messages[(1 if head['role'] is defined else 0):] %}
    {%- if m.tool_calls is defined and m.tool_calls %}
        {%- if m.tool_calls | length != 1 %}{{ raise_exception('one call at a time') }}{% endif %}
        {%- set call = m.tool_calls[0].function %}
        {{- '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}
        {{- '{"name": "' + call.name + '", "parameters": ' + call.arguments | tojson + '}<|eot_id|>' }}
    {%- elif m.role == 'tool' %}
        {{- '<|start_header_id|>ipython<|end_header_id|>\\n\\n' }}
        {{- (m.content if m.content is string else m.content | tojson) ~ '<|eot_id|>' }}
    {%- else %}
        {{- '<|start_header_id|>' ~ m.role ~ '<|end_header_id|>\\n\\n' ~ m.content | trim ~ '<|eot_id|>' }}
    {%- endif %}
{%- endfor %}
{%- if tools is defined and tools %}
{{ tools | tojson(indent=4) }}
{% endif %}
{%- if add_generation_prompt %}
    {{- '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}
{%- endif %}
""",
    "qwen2": """\
{%- if tools %}
<|im_start|>system
{{ messages[0].content if messages[0].role == 'system' else 'Help.' }}

# Tools
{%- for tool in tools %}

{{ tool | tojson }}
{%- endfor %}<|im_end|>
{% endif %}
{%- set ns = namespace(last=messages | length - 1) %}
{%- for m in messages[::-1] if m.role == 'user' and m.content is string %}
    {%- if loop.first %}{% set ns.last = loop.revindex0 %}{% endif %}
{%- endfor %}
{%- for m in messages %}
    {%- if loop.first and m.role != 'system' and not tools %}
        {{- '<|im_start|>system\\nYou help.<|im_end|>\\n' }}
    {%- endif %}
    {%- if m.role == 'tool' %}
        {{- '<|im_start|>user' if loop.previtem is undefined or loop.previtem.role != 'tool' }}
        {{- '\\n<tool>\\n' ~ m.content ~ '\\n</tool>' }}
        {{- '<|im_end|>\\n' if loop.last or loop.nextitem.role != 'tool' }}
    {%- elif m.role == 'assistant' and '</think>' in m.content %}
        {%- set thought = m.content.split('</think>')[0].split('<think>')[-1].strip('\\n') %}
        {{- '<|im_start|>assistant\\n' }}
        {{- '<think>\\n' ~ thought ~ '\\n</think>\\n' if loop.index0 > ns.last }}
        {{- m.content.split('</think>')[-1].lstrip('\\n') ~ '<|im_end|>\\n' }}
    {%- elif not (loop.first and tools and m.role == 'system') %}
        {{- '<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>' + '\\n' }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
    {%- if enable_thinking is defined and enable_thinking is false %}
        {{- '<think>\\n\\n</think>\\n\\n' }}
    {%- endif %}
{%- endif %}
""",
    "mistral": """\
{%- set system = messages | selectattr('role', 'equalto', 'system') | map(attribute='content') | list | first | default('') -%}
{%- set turns = messages | rejectattr('role', 'equalto', 'system') | list -%}
{{- bos_token -}}
{%- for m in turns -%}
    {%- if m.role not in ['user', 'assistant', 'tool'] -%}
        {{- raise_exception('there is no role ' + m.role + ' here') -}}
    {%- endif -%}
    {%- if m.role == 'user' -%}
        {{- '[INST] ' ~ (system ~ '\\n\\n' if loop.last and system) ~ m.content ~ '[/INST]' -}}
    {%- elif m.role == 'assistant' and m.content -%}
        {{- ' ' ~ m.content ~ eos_token -}}
    {%- elif m.role == 'tool' -%}
        {{- '[RESULT] ' ~ {'content': m.content, 'id': m.id | default(none)} | tojson ~ '[/RESULT]' -}}
    {%- endif -%}
{%- endfor -%}
""",
    "falcon-instruct": """\
{% for m in messages %}
{% if not loop.first %}{{ '\\n' }}{% endif %}
{{ {'system': 'System', 'user': 'User', 'assistant': 'Falcon'}.get(m['role'], m['role'] | title) }}: {{ m['content'].strip().replace('\\r\\n', '\\n').replace('\\n\\n', '\\n') }}
{%- endfor %}
{% if add_generation_prompt %}

Falcon:{% endif %}
""",
    "gemma": """\
{{ bos_token }}{% if messages[0]['role'] == 'system' %}{{ raise_exception('a system turn is not supported') }}{% endif %}
{% for m in messages %}
{% set role = 'model' if m.role == 'assistant' else m.role %}
{{ '<start_of_turn>' + role + '\\n' + m.content | trim + '<end_of_turn>\\n' }}
{% endfor %}
{% if add_generation_prompt %}{{ '<start_of_turn>model\\n' }}{% endif %}
""",
    "command": """\
{%- macro parameters(tool) -%}
{%- for name, facts in tool.parameters.properties.items() -%}
{{ name }}: {{ facts.type | upper }}{{ ', ' if not loop.last }}
{%- endfor -%}
{%- endmacro -%}
{%- for tool in tools or [] %}
{%- set tool = tool.function %}
def {{ tool.name }}({{ parameters(tool) }}):
    \"\"\"{{ tool.description | default('none') | indent(4) }}\"\"\"
{% endfor %}
{%- for key, value in (documents or {}) | dictsort %}
{{ loop.index }}. {{ key | capitalize }}: {{ value }}
{%- endfor %}
{%- filter trim %}
{%- for m in messages %}
{%- if m.content is string %}
{{ '%-10s|%s' | format(m.role, m.content | truncate(20)) }}
{%- elif m.content is iterable and m.content is not mapping %}
{%- for part in m.content %}{{ part.text if part.type == 'text' else '<' ~ part['type'] ~ loop.index ~ '>' }}{% endfor %}
{%- else %}
{{ raise_exception('content of ' ~ m.role ~ ' is ' ~ m.content | string) }}
{%- endif %}
{%- endfor %}
{%- endfilter %}
""",
}

HOSTILE = "{{ bos_token }}{% for x in range(9) %}a{% endfor %}{# c #}<|end|></s>[INST]"
TOOLS = [
    {"type": "function", "function": {"name": "weather", "description": "Tells the\nweather", "parameters": {"type": "object", "properties": {"city": {"type": "string"}, "days": {"type": "integer", "default": 1.0}}}}},
    {"type": "function", "function": {"name": "\u00e9teindre", "parameters": {"properties": {}}}},
]  # fmt: skip


def said(*turns):
    return [{"role": role, "content": content} for role, content in turns]


CONVERSATIONS = [
    said(("user", "Hi")),
    said(("system", "Be brief."), ("user", "Hi")),
    said(("user", "One"), ("assistant", "Two"), ("user", "Three")),
    said(("system", " Padded \n"), ("user", "  a\n\nb\r\n\r\nc "), ("assistant", "\n<think>\nhm\n</think>\n\nYes "), ("user", "\t"), ("assistant", "<think>x</think>Last")),
    said(("user", "\ud55c\uae00 \U0001f600 \u00e9 \u2028 \"quoted\" 'single' \\ back"), ("assistant", ""), ("user", "")),
    said(("user", HOSTILE), ("assistant", HOSTILE), ("user", HOSTILE * 2)),
    said(("assistant", "I begin"), ("user", "Do you")),
    said(("user", "a"), ("user", "b")),
    said(("system", "s"), ("system", "t"), ("user", "u")),
    said(("critic", "Who?")),
    said(("user", None)),
    said(("user", 5)),
    said(("user", "a" * 400 + " b" * 40), ("assistant", "c")),
    [],
    [{"role": "user"}],
    [{"content": "no role"}],
    [{"role": "user", "content": [{"type": "text", "text": "see"}, {"type": "image"}]}],
    said(("user", "Weather?"))
    + [{"role": "assistant", "content": "", "tool_calls": [{"function": {"name": "weather", "arguments": {"city": "S\u00e3o", "days": 2}}}]}, {"role": "tool", "content": "{\"t\": 1}", "id": "a1"}, {"role": "tool", "content": "21.50"}, {"role": "assistant", "content": "Warm"}],
    [{"role": "system", "content": "Tools", "tools": TOOLS}, {"role": "user", "content": "Go"}],
    said(*[(("user", "assistant")[i % 2], f"turn {i}") for i in range(31)]),
]  # fmt: skip


def contexts(name):
    for messages in CONVERSATIONS:
        for more in ({"add_generation_prompt": True}, {"add_generation_prompt": False}):
            yield {"messages": messages, "bos_token": "<s>", "eos_token": "</s>", **more}
    for messages in CONVERSATIONS[:2] + CONVERSATIONS[17:18]:
        yield {"messages": messages, "bos_token": "<s>", "eos_token": "</s>", "tools": TOOLS, "add_generation_prompt": True, "enable_thinking": False}
        yield {"messages": messages, "tools": None, "documents": {"b": 1, "A": [1.5, None, True]}, "date_string": "1 Jan 2025"}
