import type { Verdict } from '#app/claims/claim.ts';

/**
 * The glyph of each verdict as the inside of a 16-pixel SVG, stroked in the
 * current colour: shape says what colour says.
 */
export const GLYPHS: Record<Verdict, string> = {
  unchecked: '<circle cx="8" cy="8" r="5.5" stroke-dasharray="2.6 2.3"/>',
  checking: '<circle cx="8" cy="8" r="5.5"/><path d="M8 4.6V8l2.4 1.6"/>',
  accurate:
    '<circle cx="8" cy="8" r="6.2" fill="currentColor" stroke="none"/><path d="M5 8.2l2.2 2.2L11.2 6" stroke="var(--paper)" stroke-width="1.8"/>',
  'partly-accurate':
    '<circle cx="8" cy="8" r="5.5"/><path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" stroke="none"/>',
  misleading:
    '<path d="M8 1.8l6.6 12H1.4z" fill="currentColor" stroke="none"/><path d="M8 6.3v3.2M8 11.7v.1" stroke="var(--paper)" stroke-width="1.7"/>',
  false:
    '<rect x="2" y="2" width="12" height="12" rx="2.5" fill="currentColor" stroke="none"/><path d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2" stroke="var(--paper)" stroke-width="1.8"/>',
  unverifiable:
    '<path d="M8 1.9L14.1 8 8 14.1 1.9 8z"/><path d="M6.5 6.7c.1-1 .7-1.5 1.5-1.5s1.5.5 1.5 1.3c0 1-1.4 1.1-1.5 2.3M8 10.6v.1"/>',
};
