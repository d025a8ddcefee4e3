// The switch between light and dark. Without a choice the page follows the system; a choice is kept where the browser
// lets a file keep something.
import { element } from "./common.js";

const key = "pasar-theme";

function remembered() {
    try {
        return localStorage.getItem(key);
    } catch {
        return null;
    }
}

function remember(theme) {
    try {
        localStorage.setItem(key, theme);
    } catch {
        // then it holds until the page is closed
    }
}

export function addThemeSwitch(parent) {
    const root = document.documentElement;
    const system = matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
    const button = element("button", { type: "button", class: "theme" });
    const tell = () => {
        button.textContent = isDark() ? "Light colours" : "Dark colours";
    };
    button.addEventListener("click", () => {
        root.dataset.theme = isDark() ? "light" : "dark";
        remember(root.dataset.theme);
        tell();
    });
    system.addEventListener("change", tell);
    const theme = remembered();
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    tell();
    parent.append(button);
}
