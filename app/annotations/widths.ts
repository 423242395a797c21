/** Where the layout changes, as the style sheets have it. */
export const PHONE = '(max-width: 899px)';
export const NARROW = '(max-width: 1279px)';
