-- When Redis has lost its memory, edges assign anew before it is filled again. What a subject then holds is the later
-- assignment, and a copy that kept the first one would bring back what nobody has seen since. So the application may change
-- a row; it does so only for a later assignment.
DROP TRIGGER assignment_never_changes ON assignment;
