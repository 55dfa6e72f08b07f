import { render } from "./vendor/preact.mjs";
import { html } from "./html.mjs";

const place = /** @type {HTMLElement} */ (document.getElementById("page"));
render(html`<p>Loading</p>`, place);
