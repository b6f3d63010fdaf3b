/** The office's own choice of colours, written for morning light. A theme re-tones them; nothing here knows of themes. */
export const HUE = {
  cream: '#f0e4d0',
  white: '#fbf7ef',
  oak: '#cf9f6c',
  oakPale: '#e2c298',
  walnut: '#8e6546',
  teal: '#3f8577',
  mustard: '#dfac4b',
  terracotta: '#cc7556',
  clay: '#c67a58',
  navy: '#4a6185',
  rose: '#d99a92',
  sage: '#8fae86',
  deck: '#d3ad84',
  bronze: '#6b5f57',
  brass: '#8d7a66',
} as const;
