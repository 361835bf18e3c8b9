-- PostgreSQL divides the access log by months here. A file has one table of it, from which old rows are swept in portions, and
-- nothing changes.
SELECT 1;
