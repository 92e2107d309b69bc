from results_of import a_collection

from eval.spelling import asked_plainly, ratio, rewritten


def test_only_formal_and_plain_questions_with_an_answer_are_typed_otherwise() -> None:
    judged = {"q1": {"a": 2}, "q2": {"a": 0}, "q3": {"a": 1}, "q4": {"a": 1}}
    kinds = {"q1": "formal", "q2": "plain", "q3": "list", "q4": "plain"}
    assert [t.id for t in asked_plainly(a_collection(judged, kinds)).topics] == ["q1", "q4"]


def test_a_rewritten_question_keeps_its_name_and_its_class() -> None:
    (topic,) = rewritten(a_collection({"q1": {"a": 1}}, {"q1": "plain"}), str.upper).topics
    assert (topic.id, topic.text, topic.kind) == ("q1", "CÂU HỎI Q1 <B>?", "plain")


def test_a_run_is_divided_by_the_plain_one_over_the_same_questions() -> None:
    collection = a_collection({"q1": {"a": 1}, "q2": {"a": 1}})
    plain = {"q1": ["a"], "q2": ["a"]}
    assert ratio("r", plain, plain, collection).value == "1.000 [1.000, 1.000]"
    assert ratio("r", {"q1": ["a"], "q2": []}, plain, collection).value.startswith("0.500 [0.000, 1.000")
