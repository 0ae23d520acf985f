/* The cache is the worker's own: a bot that a test starts has one of its own, or none, which is for the test to say. */
delete process.env['NODE_COMPILE_CACHE'];
