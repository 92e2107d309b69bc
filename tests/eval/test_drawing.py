from xml.etree import ElementTree

from eval.drawing import COLOURS, Axes, Mark, bars, legend, lines, scatter


def test_a_value_has_its_place_between_the_ends_of_the_axes() -> None:
    axes = Axes("x", "y", low=(0, 0), high=(10, 1))
    (left, bottom), (right, top) = axes.at(0, 0), axes.at(10, 1)
    assert left < axes.at(5, 0.5)[0] < right
    assert top < axes.at(5, 0.5)[1] < bottom


def test_axes_without_width_divide_by_nothing() -> None:
    assert Axes("x", "y", high=(0, 0)).at(0, 0)


def test_bars_of_a_name_have_its_colour_in_every_group() -> None:
    drawn = ElementTree.fromstring(bars({"formal": {"a": 0.5, "b": 0.2}, "plain": {"b": 1.0}}, ["a", "b"], "nDCG@10"))
    assert [bar.get("fill") for bar in drawn.iter("rect")] == [COLOURS[0], COLOURS[1], COLOURS[1]]


def test_names_are_escaped() -> None:
    for drawn in (
        bars({"<a>": {"&b": 0.5}}, ["&b"], "nDCG"),
        lines({"<a>": [(0.0, 0.1), (1.0, 0.5)]}, Axes("x", "y"), {"<a>": Mark(0.5, 0.3, "<b>")}),
        scatter([Mark(1.0, 0.5, "<a>")], Axes("x", "y")),
    ):
        ElementTree.fromstring(drawn)
    assert "&lt;a&gt;" in legend(["<a>"])
