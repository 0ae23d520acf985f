/** Discord's dark theme, as near as a preview has to be. Nothing is fetched: the fonts are the reader's own. */
export const previewCss = `
.dc { background: #313338; color: #dbdee1; padding: 16px; font: 16px/1.375 "gg sans", "Noto Sans", "Noto Sans CJK SC", "Helvetica Neue", Helvetica, Arial, sans-serif }
.dc-message { display: grid; grid-template-columns: 40px minmax(0, 1fr); gap: 0 16px; max-width: 720px }
.dc-avatar { width: 40px; height: 40px; border-radius: 50%; background: #5865f2; color: #fff; display: grid; place-items: center; font-weight: 600 }
.dc-name { color: #f2f3f5; font-weight: 500; margin-right: 6px }
.dc-app { background: #5865f2; color: #fff; border-radius: 4px; padding: 1px 5px; font-size: 10px; font-weight: 600; vertical-align: 2px; margin-right: 6px }
.dc-time, .dc-only, .dc-small { color: #949ba4; font-size: 12px }
.dc-content { white-space: pre-wrap; overflow-wrap: anywhere }
.dc-mention { background: rgba(88, 101, 242, .3); color: #c9cdfb; border-radius: 3px; padding: 0 2px }
.dc-embed { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 16px; max-width: 516px; box-sizing: border-box; margin-top: 6px; padding: 10px 16px 14px 12px; background: #2b2d31; border-left: 4px solid; border-radius: 4px; font-size: 14px; line-height: 1.3 }
.dc-title { color: #f2f3f5; font-size: 16px; font-weight: 600; margin-top: 6px; overflow-wrap: anywhere }
.dc a { color: #00a8fc; text-decoration: none }
.dc-text { white-space: pre-wrap; overflow-wrap: anywhere; margin-top: 8px }
.dc-item { display: list-item; margin-left: 20px; white-space: pre-wrap }
.dc-fields { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 8px; margin-top: 8px }
.dc-field { grid-column: 1 / -1 }
.dc-field.dc-inline { grid-column: auto }
.dc-label { color: #f2f3f5; font-weight: 600; overflow-wrap: anywhere }
.dc-value { white-space: pre-wrap; overflow-wrap: anywhere }
.dc-code, .dc-block { background: #1e1f22; border-radius: 4px; font: 13px/1.3 Consolas, "Noto Sans Mono", Menlo, monospace }
.dc-code { padding: 2px 4px }
.dc-block { margin: 6px 0 0; padding: 8px; border: 1px solid #1e1f22; white-space: pre-wrap; overflow-wrap: anywhere }
.dc-thumb { grid-column: 2; grid-row: 1; width: 80px; height: 80px; margin-top: 8px; border-radius: 4px; object-fit: cover }
.dc-image { grid-column: 1 / -1; width: 300px; max-width: 100%; margin-top: 16px; border-radius: 4px; image-rendering: pixelated }
.dc-footer { grid-column: 1 / -1; margin-top: 8px; font-size: 12px; font-weight: 500; overflow-wrap: anywhere }
.dc-row { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px }
.dc .dc-button { background: #4e5058; color: #fff; border-radius: 3px; padding: 7px 16px; font-size: 14px; font-weight: 500 }
.dc .dc-button.dc-primary { background: #5865f2 }
.dc .dc-button.dc-danger { background: #da373c }
.dc-select { background: #1e1f22; color: #949ba4; border-radius: 4px; padding: 9px 12px; min-width: 240px; font-size: 14px; display: flex; justify-content: space-between }
.dc-file { background: #2b2d31; border: 1px solid #1e1f22; border-radius: 8px; padding: 12px; margin-top: 6px; max-width: 400px; color: #00a8fc }
`;
