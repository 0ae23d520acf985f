/** The program of the store's thread. `npm run build` makes a file of the same name beside the bundle. */
export const storeThreadEntry = new URL('./store-thread.js', import.meta.url);
