"""What `benchmarks.service` tells of models, on tiny ones."""

from benchmarks.service import measure


def test_waiting_is_told_in_the_order_it_happens(settings):
    models = settings("wan", "ltx").models

    *rows, first_switch, second_switch = measure(models, "cpu", seconds=1.0)

    assert [row["model"] for row in rows] == ["wan", "ltx"]
    for row in rows:
        assert row["load_s"] > 0
        for clip in (row["first"], row["second"]):
            assert 0 < clip["first_step_s"] <= clip["first_frame_s"] <= clip["clip_s"]
    assert [switch["model"] for switch in (first_switch, second_switch)] == ["wan", "ltx"]
    assert min(first_switch["switch_s"], second_switch["switch_s"]) > 0
