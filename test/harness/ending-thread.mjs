/* Loaded before the program: ends each thread that it starts as soon as that runs. */
process.on('worker', (worker) => worker.once('online', () => worker.terminate()));
