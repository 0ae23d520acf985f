/*
 * Keeps what is marked as live up to date, as the server sends it. Without this file, or where the stream breaks for good, the
 * page is as true as its last load.
 */

const live = document.getElementById('live');

if (live !== null) {
  const stream = new EventSource('/console/live');
  stream.addEventListener('health', (event) => {
    // What has the focus stays until it is left.
    if (live.contains(document.activeElement)) return;
    const drawn = new DOMParser().parseFromString(JSON.parse(event.data), 'text/html');
    live.replaceChildren(...drawn.body.childNodes);
  });
  // The session is over, or the bot stops: a stream that begins anew would only ask for the sign-in again and again.
  stream.addEventListener('end', () => stream.close());
  addEventListener('pagehide', () => stream.close());
}
