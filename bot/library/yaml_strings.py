"""YAML in which every value is text and knows its line, so that a code `0` or a word `no` keeps its type."""

from __future__ import annotations

from typing import TypeAlias

import yaml

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml where the wheel has it: ten times faster, the same nodes."""


class Text(str):
    """A scalar: a str that also knows the `line` it stands on (from 1)."""

    line: int = 1


class Table(dict["str", "Value"]):
    """A mapping that knows the `line` it begins on."""

    line: int = 1


class Items(list["Value"]):
    """A sequence that knows the `line` it begins on."""

    line: int = 1


Value: TypeAlias = Text | Table | Items


class YamlError(ValueError):
    """The text is not YAML we take; `line` says where."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.line = line


def read(text: str, first_line: int = 1) -> Value:
    """Read one YAML document. `first_line` is the line of the file that `text` begins on.

    Raises YamlError for broken syntax, a key given twice, or an alias (which staff never mean).
    """
    try:
        node = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        unfinished = "end of stream" in (error.problem or "")
        mark = (error.context_mark if unfinished else None) or error.problem_mark
        raise YamlError(error.problem or "broken YAML", (mark.line if mark else 0) + first_line) from None
    except yaml.YAMLError as error:
        raise YamlError(str(error).splitlines()[0], first_line) from None
    return Table() if node is None else _value(node, first_line, set())


def _value(node: yaml.Node, first_line: int, above: set[int]) -> Value:
    line = node.start_mark.line + first_line
    if id(node) in above:
        raise YamlError("an alias that contains itself", line)
    above = above | {id(node)}
    value: Value
    if isinstance(node, yaml.MappingNode):
        value = Table()
        for key_node, child in node.value:
            key = str(key_node.value)
            if key in value:
                raise YamlError(f"'{key}' is given twice", key_node.start_mark.line + first_line)
            value[key] = _value(child, first_line, above)
    elif isinstance(node, yaml.SequenceNode):
        value = Items(_value(child, first_line, above) for child in node.value)
    else:
        value = Text(node.value)
    value.line = line
    return value
