import { createContext } from 'react';

/** The request's nonce for inline scripts; empty in the browser, which hides it. */
export const NonceContext = createContext('');
