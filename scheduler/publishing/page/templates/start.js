// Everything begins here.

offerZones();
readAddress();
readShared();
watchControls();
watchAgenda();
watchDialogue();
watchDays();
offerCalendars();
showStars();
if (byId("_zone").value !== facts.zone) showClocks(byId("_zone").value);
show();
openToday();
followAddress();
document.documentElement.dataset.ready = "";
setInterval(showNow, MINUTE);
if ("serviceWorker" in navigator && location.protocol.startsWith("http")) {
  navigator.serviceWorker.register("../worker.js").catch(() => {
    // without it the page is as good, as long as there is a network
  });
}
