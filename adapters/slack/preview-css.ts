/** Slack's desktop look, light: measures and colours as its web client has them. */
export const previewCss = `
.sl{box-sizing:border-box;padding:12px 20px;background:#fff;color:#1d1c1d;font:15px/1.46668 Lato,"Noto Sans","Noto Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",Helvetica,Arial,sans-serif;font-variant-ligatures:common-ligatures}
.sl *{box-sizing:border-box}
.sl-message{display:grid;grid-template-columns:36px minmax(0,1fr);gap:0 8px}
.sl-avatar{width:36px;height:36px;border-radius:4px;background:#1f2937;color:#fff;font-weight:900;font-size:18px;line-height:36px;text-align:center}
.sl-only{grid-column:2;color:#616061;font-size:12px;line-height:1.5}
.sl-who{display:flex;align-items:baseline;gap:6px;line-height:1.46668}
.sl-name{font-weight:900}
.sl-app{padding:1px 3px;border-radius:2px;background:#dddddd;color:#616061;font-size:10px;font-weight:700;line-height:1.25;text-transform:uppercase}
.sl-time{color:#616061;font-size:12px}
.sl-blocks{margin-top:4px;max-width:600px}
.sl-blocks>*{margin:4px 0 8px}
.sl a{color:#1264a3;text-decoration:none}
.sl a:hover{text-decoration:underline}
.sl-header{font-size:18px;font-weight:900;line-height:1.33334;overflow-wrap:anywhere}
.sl-text{white-space:pre-wrap;overflow-wrap:anywhere}
.sl-section{display:flex;gap:16px}
.sl-section>:first-child{flex:1;min-width:0}
.sl-fields{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:4px 16px;align-content:start}
.sl-thumb{flex:none;width:88px;height:88px;border-radius:4px;object-fit:cover;background:#f8f8f8}
.sl-code{padding:2px 3px 1px;border:1px solid rgba(29,28,29,.13);border-radius:3px;background:rgba(29,28,29,.04);color:#c01343;font:12px/1.5 Monaco,Menlo,Consolas,"Courier New",monospace;overflow-wrap:anywhere}
.sl-pre{margin:4px 0;padding:8px;border:1px solid rgba(29,28,29,.13);border-radius:4px;background:rgba(29,28,29,.04);font:12px/1.50001 Monaco,Menlo,Consolas,"Courier New",monospace;white-space:pre-wrap;overflow-wrap:anywhere}
.sl-list{margin:0;padding-left:26px}
.sl-mention{padding:0 2px 1px;border-radius:3px;background:rgba(242,199,68,.4);color:#1264a3}
.sl-qr{display:block;width:min(360px,100%);height:auto;padding:8px;border:1px solid rgba(29,28,29,.13);border-radius:8px;background:#fff}
.sl-chart{display:block;width:min(480px,100%);height:auto;border:1px solid rgba(29,28,29,.13);border-radius:8px}
.sl-file{margin-top:6px;max-width:400px;padding:12px;border:1px solid rgba(29,28,29,.13);border-radius:8px;color:#1264a3}
.sl-actions{display:flex;flex-wrap:wrap;gap:8px}
.sl-button,.sl-select{display:inline-block;max-width:100%;height:36px;padding:0 12px;border:1px solid rgba(29,28,29,.3);border-radius:4px;background:#fff;color:#1d1c1d;font-size:15px;font-weight:700;line-height:34px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.sl .sl-button{color:#1d1c1d;text-decoration:none}
.sl .sl-primary{border-color:#007a5a;background:#007a5a;color:#fff}
.sl .sl-danger{border-color:#e01e5a;background:#e01e5a;color:#fff}
.sl-select{min-width:160px;font-weight:400}
.sl-context{color:#616061;font-size:13px;line-height:1.38463;overflow-wrap:anywhere}
`.trim();
