# ruff: noqa: E501 - a cheat sheet, read in columns
"""The parts all pages are built of. Import from the module named here (nothing is loaded that is not used).

    ui.theme      theme() -> Theme: .tokens .color("accent") .px(40) .font("strong") .changed; dress(app, choice, scale)
    ui.icons      IconLabel(name, side=18, tone="text2"); paint(painter, name, box, tone); set_icon(button, name, tone)
    ui.tasks      tasks.run(owner, job, on_done, on_error=None, progress=None, latest="") -> Task; job() or job(Progress);
                  Progress.step(text, done, total) raises Cancelled; tasks.announce for session.changes.subscribe
    ui.pages      Page(context) with title, help_topic, watches; open_with(session) open_at(argument) refresh(changes)
                  shown() may_leave() focus_search() new_item() save() finish() back() edit() make_pdf() undo()
                  next_problem(step) panes() school_year_changed(SchoolYear); self.run(job, on_done, latest="search");
                  signals open_page(name, argument) message(Message) saved() title_changed(str);
                  self.context.tasks / .privacy / .years.year (SchoolYear) / .now() / .today();
                  take_focus() begins in panes()[0], in its first field or list
    ui.privacy_mode  context.privacy.name(text) -> text or initials; .on .changed
    ui.dialogs    ask(parent, title, text, verbs) -> verb | None; confirm_delete(parent, what, consequence, undoable=);
                  tell(parent, title, text); choose_file / choose_save_file / choose_folder(parent, title, ...) -> Path | None;
                  class X(FormDialog): super().__init__(parent, title, "Bewaren"); self.content.addWidget(form); check();
                  run_form(dialog) -> bool; tests: with dialogs.answers("Verwijderen", Path(..), lambda dialog: True) as asked
    ui.sentences  sentence(problem or world error)

    labels        label(text, role="body", tone="text", wrap=False) roles display title section strong body caption
                  caption-strong field code, tones text text2 accent ok warn bad; TextBlock(text, role, tone) .set_text
                  (130 % line height); Hairline(upright=False); Pill(PillValue(text, icon, tone)) .set(value);
                  KeyHint(("Ctrl", "Enter"), "lijst afronden"); set_tone(label, tone)
    buttons       Button(text, icon="", kind="outlined", small=False, tip="") kinds outlined filled danger plain link;
                  IconButton(name, icon, small=False); CheckBox(text); RadioButton(text)
    panel         Panel(title="", margin=16, spacing=12) .body (QVBoxLayout) .add_action(widget); Soft(tone);
                  ScrollArea(inner); clear_layout(layout)
    header        PageHeader(title, facts) .set_title .set_facts .set_pill(PillValue|None) .set_beside(text)
                  .set_back(words, here, do) .set_here .add_action(button) .add_fact_action(link)
    filters       FilterBar(placeholder) .add_filter(name, title, [(value, text)]) .search .active() .state() .set_state()
                  .clear(); signal changed(words, {name: value}); FilterButton.set_choices
    lines         Column(name, title, show=lambda line: str | Cell | PillValue, width=120, stretch=0, right=False,
                  hide_first=0, sort=key | None, sortable=False, tip=""); Cell(text, second, icon, tone, pill, bold);
                  LinesModel(columns, on_sort=None, identity=None, two_lines=False) .set_lines .line(row) .replace(line)
                  .row_of(id) .refresh_looks(); PagedLinesModel(columns, fetch=lambda ids, deliver: ...) .set_ids(ids, first)
                  .forget_lines()
    table         LinesTable(model, accessible_name, hints=True, opens="openen", empty=EmptyState) .view .set_count(text)
                  .current() .current_id() .select_id(id) .take_focus(); signals selected(line|None) opened(line)
    fields        TextField(placeholder, longest=200) TextArea(placeholder, lines=3) DateField(day)
                  DecimalField(least=, most=, decimals=2, step=, fixed=False) ChoiceField([(value, text)], placeholder);
                  all: .value() .set_value(v) .own_problem() -> sentence; signals changed, left
    person        PersonField([(id, name)] or provider=lambda text, deliver: ...) .value() .set_person(id, text); picked(id)
    form          Form() .add(name, "&Label", field, optional=False, hint="") -> field; with form.side_by_side(): ...;
                  .values() .set_values({}) .show_problems(problems) -> loose ones .validate() -> bool .focus_field(name)
                  .captured() .restore({}) ; .validator = lambda: problems; signals changed(name) left(name);
                  FormPage[Draft]: override fill(draft), draft(), check(draft); .load(draft) .edited()
    segmented     SegmentedAnswer(question) .value() ("yes" "partly" "no" "na" | None) .set_value; answered(value) stepped(±1)
    messages      Message(text, tone="accent", title="", acts=(Act(words, do, icon),), key=""); MessageBar(message);
                  MessageArea() .add .remove(key); EmptyState(icon, title, text, [Act, Act, Act]) .say(title, text)
    timeline      Timeline(clickable=False) .set_moments([Moment(id, what, when, text, icon, tone, day)]); opened(id)
    sections      SectionList(name, [Section(name, number, title, state)]) .set_current; chosen(name);
                  ProblemPanel("ondertekening", hint) .set_points([Point(where, text, ((words, do),), level)], good) .step(±1)
    progress      ProgressLine(tasks) ThinBar BusyLine(words) AmountBar().set_amount(share, spoken, tone)
    bars          ShareBar([Share(text, count, icon, tone)]) StackedBar figure_line(icon, tone, text, figure)
                  StepDots(tones, spoken)
    wizard        WizardFrame(title, steps) .add_page(title, intro, widget) .go(n) .allow_next(reason);
                  next_asked(n) back_asked(n)
    pdf_preview   PdfPreview(page.run, empty) .show_pdf(session.documents, pdf, sizes, title, file_name) .clear(title)
                  .set_note(text, tone) .print_document() .set_over_list(on); printed(pages) open_asked() close_asked()
    avatar        Avatar(name): initials in a circle
    announce      announce(widget, text, urgent=False): spoken by a screen reader (messages and counts do it themselves)
    focus         tab_as_one_reads(widget) after parts were made anew; install_focus_ring(app); first_focus(pane); widget property "ring" always|keyboard|never, "ring_target" another widget

Tones: text text2 accent ok warn bad neutral. Lengths through theme().px(). Every control has a name: a label as
buddy, words on it, or setAccessibleName; ``unnamed_controls(page) == []`` is tested.
"""
