import { css } from 'lit';

export const tileStyles = css`
  :host {
    position: relative;
    display: block;
    flex: none;
    border-radius: var(--radius-panel);
    color: var(--on-video);
  }
  .tile {
    position: relative;
    display: grid;
    inline-size: 100%;
    block-size: 100%;
    border-radius: inherit;
    overflow: hidden;
    box-shadow: var(--shadow);
  }
  .tile > * {
    grid-area: 1 / 1;
    min-inline-size: 0;
    min-block-size: 0;
  }
  .tile > :not(patio-picture, .portrait) {
    position: relative;
    z-index: 1;
  }
  patio-picture {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
  }
  video {
    grid-area: 1 / 1;
    min-inline-size: 0;
    min-block-size: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
    background: var(--video);
    /* a group of its own: some compositors without a GPU draw a promoted video a second time, upside down */
    opacity: 0.999;
  }
  :host([kind='screen']) video {
    object-fit: contain;
  }
  video.coming {
    opacity: 0;
  }
  .mirror {
    scale: -1 1;
  }
  .portrait {
    display: grid;
    place-items: center;
    background: radial-gradient(120% 90% at 30% 10%, var(--portrait-sky), var(--portrait-ground));
  }
  .portrait patio-face {
    inline-size: auto;
    block-size: min(64%, 160px);
    aspect-ratio: 1;
    translate: 0 -6%;
  }
  .open {
    inline-size: 100%;
    block-size: 100%;
    border-radius: inherit;
  }
  .open:focus-visible {
    outline: none;
  }
  .tile:has(.open:focus-visible) {
    outline: var(--focus-ring);
    outline-offset: var(--focus-gap);
  }
  .name {
    align-self: end;
    display: flex;
    align-items: flex-end;
    gap: 6px;
    block-size: 48px;
    padding: 0 var(--space-2) 7px var(--space-3);
    font-size: 12px;
    line-height: 16px;
    font-weight: var(--weight-medium);
    background: var(--video-shade);
    pointer-events: none;
  }
  .name .signs {
    display: flex;
    gap: 4px;
    margin-inline-start: auto;
    flex: none;
  }
  .name .voice {
    color: #ffc773;
  }
  .name .quiet {
    color: #ffb4a9;
  }
  /* Voice: amber, inside the edge so that neighbours do not shift. */
  .ring {
    border-radius: inherit;
    pointer-events: none;
    opacity: 0;
    box-shadow: inset 0 0 0 3px var(--speaking);
    transition: opacity var(--time-feedback);
  }
  :host([speaking]) .ring {
    opacity: 1;
  }
  :host([speaking]) .tile {
    box-shadow:
      0 0 0 3px var(--speaking-soft),
      var(--shadow);
  }
  .tools {
    align-self: start;
    justify-self: end;
    display: flex;
    margin: var(--space-2);
    border-radius: var(--button-radius-big);
    background: var(--video-control);
    opacity: 0;
    transition: opacity var(--time-feedback);
  }
  :host(:hover) .tools,
  :host(:focus-within) .tools,
  .tools:has([aria-expanded='true']) {
    opacity: 1;
  }
  .tools button {
    display: grid;
    place-items: center;
    inline-size: 32px;
    block-size: 32px;
    border-radius: var(--button-radius-big);
    color: var(--on-video);
  }
  .tools button:hover {
    background: var(--video-control-hover);
  }
  .tools button:focus-visible {
    outline: 2px solid var(--on-video);
    outline-offset: -3px;
  }
  @media (pointer: coarse) {
    .tools button {
      inline-size: 44px;
      block-size: 44px;
    }
  }
  :host([small]) .name {
    block-size: 36px;
    padding: 0 6px 5px 8px;
  }
  :host([small]) .tools button + button {
    display: none;
  }
  @media (hover: none) {
    :host([small]) .tools {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .tile {
      border: 1px solid CanvasText;
    }
    :host([speaking]) .tile {
      outline: 3px solid Highlight;
    }
  }
`;
