// Which claims count the same thing, how they are lit together, and how mouse and keyboard walk between versions.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const slip = byId("slip"), slipIn = byId("slip-in"), live = byId("live");
  const stories = new WeakMap();
  const trail = [];
  let pinned = null, lit = [], pointed = false, leaving = 0, saying = 0;
  document.documentElement.classList.add("js");

  const words = (node, key) => (node.dataset[key] || "").split(" ").filter(Boolean);
  const put = (map, key, value) => map.has(key) ? map.get(key).push(value) : map.set(key, [value]);
  const make = (tag, name, text) => {
    const node = document.createElement(tag);
    if (name) node.className = name;
    if (text !== undefined) node.textContent = text;
    return node;
  };

  // Everything of a story that can be lit, found once, when the story is first touched.
  function index(story) {
    if (stories.has(story)) return stories.get(story);
    const found = { claims: new Map(), counted: new Map(), pieces: new Map(), sides: new Map() };
    for (const piece of story.querySelectorAll("[data-c], [data-f]")) {
      for (const claim of words(piece, "c")) put(found.pieces, claim, piece);
      for (const side of words(piece, "f")) put(found.sides, side, piece);
    }
    for (const marker of story.querySelectorAll("a.m")) {
      const number = marker.id.replace(/^s\d+c/, "");
      const claim = { number, marker, story, same: words(marker, "same"), version: marker.closest(".version"), pieces: found.pieces.get(number) || [] };
      found.claims.set(number, claim);
      for (const tally of claim.same) put(found.counted, tally, claim);
    }
    stories.set(story, found);
    return found;
  }

  const claimOf = (marker) => marker && index(marker.closest(".story")).claims.get(marker.id.replace(/^s\d+c/, ""));
  const innermost = (piece) => {
    const numbers = words(piece, "c");
    return numbers.length ? index(piece.closest(".story")).claims.get(numbers[numbers.length - 1]) : null;
  };
  const kinOf = (claim) => {
    const found = index(claim.story);
    return [...new Set(claim.same.flatMap((tally) => found.counted.get(tally)))].filter((one) => one !== claim);
  };
  const elsewhere = (claim) => kinOf(claim).filter((one) => one.version !== claim.version);

  function douse() {
    for (const [node, name] of lit) node.classList.remove(name);
    lit = [];
    pointed = false;
  }
  function glow(nodes, name) {
    for (const node of nodes) { node.classList.add(name); lit.push([node, name]); }
  }
  function light(claim) {
    douse();
    for (const one of kinOf(claim)) glow([...one.pieces, one.marker], "kin");
    glow([...claim.pieces, claim.marker], "lit");
  }

  function jumpTo(claim) {
    const link = make("a", "jump");
    link.href = `#${claim.marker.id}`;
    link.append(claim.version.querySelector("h4 .letter").cloneNode(true), " ", quote(claim), " ");
    link.append(make("span", "outlet", claim.version.querySelector("h4 bdi").textContent));
    return link;
  }
  function quote(claim) {
    const node = make("q", "", claim.pieces.map((piece) => piece.textContent).join(""));
    node.dir = "auto";
    return node;
  }
  function fill(claim) {
    const entry = byId(claim.marker.getAttribute("href").slice(1));
    const head = make("p", "head");
    const label = claim.marker.getAttribute("aria-label");
    head.append(make("span", `no ${claim.marker.className.match(/g-\w+/)[0]}`, claim.marker.dataset.n), label.slice(label.indexOf(":") + 2));
    const others = elsewhere(claim);
    const also = make("div", "elsewhere");
    also.append(make("p", "", others.length ? "In the other versions:" : claim.story.querySelectorAll(".version").length > 1 ? "Only this version says it." : "Told by one report only."));
    for (const one of others) also.append(jumpTo(one));
    const inWords = make("p", "in-words");
    inWords.append(quote(claim));
    slipIn.replaceChildren(head, inWords, also);
    const all = entry && entry.querySelector(".all");
    if (all) for (const node of all.children) if (node.tagName !== "SUMMARY") slipIn.append(node.cloneNode(true));
    slip.hidden = false;
    slip.scrollTop = 0;
  }
  function announce(claim) {
    const others = elsewhere(claim);
    const more = others.length ? `Also in ${others.length === 1 ? "one other place" : `${others.length} other places`}: press Enter to go there.` : "No other version says it.";
    say(`${claim.marker.getAttribute("aria-label")}. ${more}`);
  }
  function say(text) {
    clearTimeout(saying);
    saying = setTimeout(() => { live.textContent = text; }, 60);
  }

  function pin(claim) {
    clearTimeout(leaving);
    pinned = claim;
    light(claim);
    fill(claim);
    uncover(claim);
  }
  // On a narrow screen the slip lies over the page: words under it are brought out from under it.
  function uncover(claim) {
    if (getComputedStyle(slip).position !== "fixed") return;
    document.documentElement.style.scrollPaddingBottom = `${slip.offsetHeight + 24}px`;
    setTimeout(() => claim.marker.scrollIntoView({ block: "nearest", inline: "nearest", behavior: behavior() }));
  }
  function unpin() {
    pinned = null;
    douse();
    slip.hidden = true;
  }

  function open(node) {
    for (let up = node.parentElement; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
  }
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const behavior = () => calm.matches ? "auto" : "smooth";
  const scrolls = (box) => box && box.scrollHeight > box.clientHeight + 1 && getComputedStyle(box).overflowY !== "visible";

  // Scrolls the texts of other versions, never the page, until their words stand level with these.
  function level(piece, others) {
    const done = new Set([piece.closest(".version")]);
    const top = piece.getBoundingClientRect().top;
    for (const other of others) {
      const version = other.closest(".version"), box = other.closest(".text");
      if (done.has(version)) continue;
      done.add(version);
      if (scrolls(box)) box.scrollTo({ top: box.scrollTop + other.getBoundingClientRect().top - top, behavior: behavior() });
    }
  }
  function show(piece) {
    open(piece);
    piece.scrollIntoView({ block: "center", inline: "center", behavior: behavior() });
  }
  function go(claim) {
    show(claim.pieces[0] || claim.marker);
    claim.marker.focus({ preventScroll: true });
  }
  function next(claim) {
    const others = elsewhere(claim);
    if (!others.length) return announce(claim);
    const after = others.find((one) => claim.marker.compareDocumentPosition(one.marker) & Node.DOCUMENT_POSITION_FOLLOWING) || others[0];
    trail.push(claim.marker);
    go(after);
  }
  function back() {
    const from = trail.pop();
    if (!from) {
      if (pinned || !slip.hidden) unpin();
      return;
    }
    unpin();
    show(from);
    from.focus({ preventScroll: true });
  }

  // A finding's link lights the words on every side, each side's version scrolled to it.
  function pointOut(link) {
    const anchor = byId(link.hash.slice(1));
    const story = anchor && anchor.closest(".story");
    if (!story) return false;
    const found = index(story);
    const at = anchor.classList.contains("m") ? null : anchor.id;
    if (at === null) { trail.push(link); go(claimOf(anchor)); return true; }
    const sides = [...(link.closest(".sides") || link.parentElement).querySelectorAll("a.jump")].map((one) => one.hash.slice(1));
    const own = found.sides.get(at) || [];
    if (!own.length) return false;
    unpin();
    show(own[0]);
    const others = sides.filter((one) => one !== at).flatMap((one) => found.sides.get(one) || []);
    glow(others, "kin");
    glow(own, "lit");
    pointed = true;
    level(own[0], others);
    trail.push(link);
    const box = own[0].closest(".text");
    box.focus({ preventScroll: true });
    say(`${own.map((piece) => piece.textContent).join("")}. Press Escape to come back to the finding.`);
    return true;
  }

  function pointAt(target) {
    const piece = target.closest("mark[data-c], a.m");
    clearTimeout(leaving);
    if (piece && piece.closest(".story")) {
      const claim = piece.matches("a.m") ? claimOf(piece) : innermost(piece);
      light(claim);
      fill(claim);
    } else if (lit.length && !pointed && !slip.contains(target)) {
      leaving = setTimeout(() => pinned ? pin(pinned) : unpin(), 350);
    }
  }
  // Words that scroll under a pointer at rest are not pointed at: a jump would put out what it has just lit.
  let at = [NaN, NaN], passed = false;
  const rests = (event) => event.clientX === at[0] && event.clientY === at[1];
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch" || !(event.target instanceof Element)) return;
    passed = rests(event);
    if (!passed) pointAt(event.target);
  });
  document.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" || rests(event)) return;
    at = [event.clientX, event.clientY];
    if (passed && event.target instanceof Element) pointAt(event.target);
    passed = false;
  });
  document.addEventListener("focusin", (event) => {
    const claim = event.target.matches("a.m") && claimOf(event.target);
    if (!claim) return;
    open(claim.marker);
    pin(claim);
    announce(claim);
  });
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
    const piece = event.target.closest(".story mark[data-c], .story a.m");
    if (piece) {
      event.preventDefault();
      const claim = piece.matches("a.m") ? claimOf(piece) : innermost(piece);
      if (event.detail === 0) return next(claim);
      claim.marker.focus({ preventScroll: true });
      pin(claim);
      level(claim.pieces[0], elsewhere(claim).flatMap((one) => one.pieces.slice(0, 1)));
      return;
    }
    const link = event.target.closest("a.jump, dd a[href^='#']");
    if (link && link.hash && pointOut(link)) event.preventDefault();
    else if (!event.target.closest(".slip, a, summary, button, input, select") && !trail.length) unpin();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (event.target instanceof Element && event.target.matches("input, select")) return;
    back();
  });
  byId("slip-close").addEventListener("click", () => {
    const marker = pinned && pinned.marker;
    trail.length = 0;
    unpin();
    if (marker) marker.focus({ preventScroll: true }), unpin();
  });

  function arrive() {
    const target = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    open(target);
    const body = target.matches(".story") && target.querySelector(".body");
    if (body) body.open = true;
    target.scrollIntoView();
    if (target.matches("a.m")) target.focus({ preventScroll: true });
  }
  addEventListener("hashchange", arrive);
  arrive();
})();
