// Before Swagger UI's bundle: its scrolling library moves the page on clicks on links and on going back, unless this is set. The
// plugin for links (plugins/navigation.js) does so by itself; two that scroll end wherever the slower one stops.
window.noZensmooth = true;
