"""When a job is taken to hang: by the signs of the thread that makes it, and by nothing else."""

import pytest
from outposts import Clock

from generation.vigil import Sign, Silence, Vigil, alive, silence_ahead, telling

SILENCE = Silence(step_s=60, loading_s=900)


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("generation.vigil.time", clock)
    return clock


def test_a_job_that_gives_signs_may_take_as_long_as_it_likes(clock):
    vigil = Vigil(SILENCE, is_loading=False)

    for _ in range(100):
        clock.leap(59)
        assert vigil.left_s > 0
        vigil.hear(Sign())


def test_a_step_without_a_sign_is_a_hang(clock):
    vigil = Vigil(SILENCE, is_loading=False)

    clock.leap(61)

    assert vigil.left_s < 0
    assert vigil.silent_s == 61


@pytest.mark.parametrize("is_new", [True, False])
def test_loading_may_be_silent_for_longer_but_not_for_ever(clock, is_new):
    vigil = Vigil(SILENCE, is_loading=is_new)
    if not is_new:
        vigil.hear(Sign(is_before_silence=True))

    clock.leap(899)
    assert vigil.left_s > 0
    clock.leap(2)
    assert vigil.left_s < 0


def test_after_loading_steps_are_short_again(clock):
    vigil = Vigil(SILENCE, is_loading=True)
    clock.leap(1)
    vigil.hear(Sign(0.1))

    clock.leap(61)

    assert vigil.left_s < 0


def test_where_a_step_took_long_the_next_may_take_twice_as_long(clock):
    vigil = Vigil(SILENCE, is_loading=True)
    clock.leap(300)
    vigil.hear(Sign(0.1))

    clock.leap(599)
    assert vigil.left_s > 0
    clock.leap(2)
    assert vigil.left_s < 0


def test_a_thread_tells_what_it_does_and_only_while_somebody_listens():
    heard = []
    alive()
    silence_ahead()

    with telling(heard.append) as on_progress:
        alive()
        silence_ahead()
        on_progress(0.5)
    alive()

    assert heard == [Sign(), Sign(), Sign(is_before_silence=True), Sign(0.5)]
