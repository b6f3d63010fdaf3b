import { css } from 'lit';

/** The drawings' own colours; the same in both themes, with an edge that holds on either. */
export const reactionStyles = css`
  .reaction {
    fill: none;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .reaction .skin {
    stroke: #8f5a1d;
  }
  .reaction .skin .fill {
    fill: #f3c06b;
    stroke: none;
  }
  .reaction .spark {
    stroke: var(--speaking);
    stroke-width: 1.75;
  }
  .reaction .red {
    fill: #d9543f;
    stroke: #b23b29;
  }
  .reaction .sun {
    stroke: #8f5a1d;
    stroke-width: 1.75;
  }
  .reaction .sun .fill {
    fill: #f7cf74;
    stroke: #c98d2d;
    stroke-width: 1.25;
  }
  .reaction .sun .mouth {
    fill: #8c4a2b;
    stroke: none;
  }
  .reaction .blue {
    stroke: light-dark(#3d5a8f, #9db9e8);
    stroke-width: 2;
  }
  .reaction .blue .fill {
    fill: light-dark(#3d5a8f, #9db9e8);
  }
  .reaction .pine .fill {
    fill: var(--accent);
    stroke: none;
  }
  .reaction .pine .sign {
    stroke: var(--on-accent);
    stroke-width: 2;
  }
`;

export const reactionsStyles = css`
  .row {
    gap: 2px;
  }
  button {
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    border-radius: var(--radius-large);
    transition:
      background-color var(--time-feedback),
      translate var(--time-feedback) var(--ease);
  }
  button:hover,
  button:focus-visible {
    background: var(--hover);
    translate: 0 calc(var(--motion) * -2px);
  }
  button:focus-visible {
    outline-offset: -2px;
  }
  @media (max-width: 359px) {
    .row {
      flex-wrap: wrap;
    }
  }
`;
