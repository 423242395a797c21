/** Every address that is none: an answer of 404, never a stack trace. */
export function loader(): never {
  throw new Response(null, { status: 404 });
}

export const action = loader;

export default function Nothing() {
  return null;
}
