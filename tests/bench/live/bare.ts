/**
 * The peer of our streams: `node:http` and nothing else. What is sent to it is
 * told to all who listen, from memory, kept nowhere. Prints its address.
 */
import http from 'node:http';

const listeners = new Set<http.ServerResponse>();
let id = 0;

const server = http.createServer((request, response) => {
  if (request.method === 'GET') {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.flushHeaders();
    listeners.add(response);
    request.once('close', () => listeners.delete(response));
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    id += 1;
    const event = `id: ${id}\ndata: ${Buffer.concat(chunks).toString()}\n\n`;
    for (const listener of listeners) listener.write(event);
    response.writeHead(201).end();
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  console.log(`http://127.0.0.1:${port}`);
});
