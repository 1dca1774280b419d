// The look of an embed before its frame is there. It lives in the element's shadow root, so that neither page styles the other.

export const styleSheet = `
:host { display: block; position: relative; margin: 20px 0; height: var(--iamp-height, 420px); min-height: 40px; max-width: 100%; font: 400 13px/20px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; text-align: start; }
:host([hidden]) { display: none; }
* { box-sizing: border-box; }
iframe { display: block; width: 100%; height: 100%; border: 0; border-radius: 10px; }
iframe.arriving { position: absolute; inset: 0; opacity: 0; }
.poster { display: flex; flex-direction: column; height: 100%; overflow: hidden; border: 1px solid light-dark(#d3cfd6, #413a47); border-radius: 10px;
  background: light-dark(#fefdfe, #1c171f); color: light-dark(#221d26, #f0edf1); }
.head { display: flex; flex-wrap: wrap; gap: 2px 12px; padding: 12px 16px; border-bottom: 1px solid light-dark(#e3e0e6, #2f2934); }
.head b { font-weight: 650; font-size: 15px; }
.head span { overflow-wrap: anywhere; }
.allowed { background: light-dark(#e8f8ee, #132b1f); } .allowed b { color: light-dark(#00653c, #8bdcb1); }
.explicit { background: light-dark(#ffeeec, #3f1819); } .explicit b { color: light-dark(#a50f15, #ff8c80); }
.implicit { background: light-dark(#fdf1e4, #31220f); } .implicit b { color: light-dark(#7b4c00, #ffc376); }
.depends { background: light-dark(#ebf4ff, #1b2538); } .depends b { color: light-dark(#1f52ad, #8bbeff); }
pre { flex: 1; min-height: 0; margin: 0; padding: 8px 16px; overflow: auto; font: 400 12px/18px ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre; tab-size: 2; }
slot { display: block; flex: 1; min-height: 0; overflow: auto; padding: 0 16px; }
.foot { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; margin-top: auto; padding: 6px 12px; border-top: 1px solid light-dark(#e3e0e6, #2f2934); }
.foot p { margin: 0; flex: 1 1 16em; }
button { height: 28px; padding: 0 10px; border: 1px solid light-dark(#d3cfd6, #413a47); border-radius: 6px; background: light-dark(#fefdfe, #1c171f); color: inherit; font: inherit; font-weight: 500; cursor: pointer; }
button:hover { background: light-dark(#f4f2f6, #251f29); }
:focus-visible { outline: 2px solid light-dark(#5b2987, #d5b9f7); outline-offset: 1px; }
`;
