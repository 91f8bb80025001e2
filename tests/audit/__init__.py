"""What a person needs who does not see well, does not hold a mouse, or listens to the screen; checked on every screen.

`python -m tests.audit` goes through every screen in every size of text, size of window and theme; the tests go through
a part of it. Each check is a function of a widget that returns sentences, one per thing to mend.
"""
