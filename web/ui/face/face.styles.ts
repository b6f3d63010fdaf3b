import { css } from 'lit';

export const canvasStyles = css`
  canvas {
    display: block;
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
  }
`;

export const faceStyles = css`
  :host {
    display: inline-block;
    position: relative;
    inline-size: var(--face-size, 32px);
    block-size: var(--face-size, 32px);
    border-radius: 50%;
    flex: none;
    user-select: none;
  }
  :host([hidden]) {
    display: none;
  }
  canvas {
    border-radius: 50%;
  }
  .status {
    position: absolute;
    inset: auto -6% -6% auto;
    inline-size: clamp(10px, 38%, 18px);
    aspect-ratio: 1;
    border-radius: 50%;
    background: var(--surface-solid);
    padding: 2px;
    box-sizing: border-box;
  }
  .status svg {
    display: block;
    inline-size: 100%;
    block-size: 100%;
  }
  .available {
    color: var(--ok);
  }
  .busy,
  .dnd {
    color: var(--danger);
  }
  .away {
    color: var(--text-soft);
  }
`;
