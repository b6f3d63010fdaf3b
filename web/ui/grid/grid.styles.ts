import { css } from 'lit';

export const gridStyles = css`
  :host {
    position: absolute;
    inset: 0;
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    gap: var(--space-3);
    padding: var(--edge) var(--edge) calc(var(--bar-height) + 40px);
    background: var(--canvas);
    animation: enter var(--time-enter) var(--ease);
  }
  :host([frame='narrow']) {
    padding-block-end: calc(var(--dock-height, 140px) + var(--space-3));
  }
  @keyframes enter {
    from {
      opacity: 0;
    }
  }
  .top {
    display: flex;
    align-items: center;
    gap: var(--space-3);
    min-block-size: 48px;
    padding-inline-start: var(--chip-space, 0);
    padding-inline-end: max(160px, var(--panel-space, 0px));
  }
  .stage {
    min-block-size: 0;
    min-inline-size: 0;
    display: grid;
    gap: 12px;
    padding-inline-end: var(--panel-space, 0);
  }
  .stage.shared {
    grid-template-columns: minmax(0, 1fr) 208px;
  }
  .main {
    min-block-size: 0;
    min-inline-size: 0;
    position: relative;
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
    place-content: center;
  }
  .shared .main patio-tile {
    inline-size: 100%;
    block-size: 100%;
  }
  .rail {
    display: flex;
    flex-direction: column;
    gap: 12px;
    overflow: auto;
    padding: 4px;
    margin: -4px;
    /* A scroller would cut the shadows off. */
    --shadow: 0 0 transparent;
  }
  .rail patio-tile {
    inline-size: 100%;
    block-size: 130px;
  }
  .tabs {
    display: flex;
    gap: var(--space-1);
    overflow-x: auto;
    flex: 1;
    min-inline-size: 0;
    padding: 4px;
    margin: -4px;
  }
  .tabs .button[aria-pressed='true'] {
    background: var(--surface-solid);
    box-shadow: var(--shadow);
  }
  .nobody {
    align-self: center;
    text-align: center;
    inline-size: 100%;
  }
  :host([frame='narrow']) .top {
    padding-inline: 0;
    margin-block-start: 56px;
  }
  :host([frame='narrow']) .stage.shared,
  .stage.shared.tall {
    grid-template-columns: none;
    grid-template-rows: minmax(0, 1fr) 96px;
  }
  :host([frame='narrow']) .rail,
  .tall .rail {
    flex-direction: row;
  }
  :host([frame='narrow']) .rail patio-tile,
  .tall .rail patio-tile {
    inline-size: 132px;
    block-size: 84px;
    flex: none;
  }
`;
