/** Small drawings of who asks, each in a box of 24 by 24. */
const KEY = '<circle cx="7.5" cy="16.5" r="4"/><path d="M10.5 13.5L20 4M16 8l3 3"/>';

export const ASKER_ICONS = {
  password: '<rect x="2.5" y="7.5" width="19" height="9" rx="2"/><path d="M7 12h.1M12 12h.1M17 12h.1"/>',
  code: '<rect x="6.5" y="2.5" width="11" height="19" rx="2"/><path d="M9.5 12l2 2 3.5-4"/>',
  key: KEY,
  service: '<circle cx="12" cy="12" r="3.2"/><path d="M12 3v3.5M12 17.5V21M3 12h3.5M17.5 12H21M5.6 5.6l2.5 2.5M15.9 15.9l2.5 2.5M18.4 5.6l-2.5 2.5M8.1 15.9l-2.5 2.5"/>',
  leaked: `${KEY}<path d="M19 15v3.5M19 21.2v.1"/>`,
} as const;

export type AskerIcon = keyof typeof ASKER_ICONS;
