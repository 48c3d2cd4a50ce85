"""Addresses of the desk. Every view here is wrapped by ``staff_only``; a test walks them all as a stranger."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from dragoman.desk.views import (
    account,
    clip,
    context,
    gate,
    machines,
    media,
    new_clip,
    people,
    recipients,
    recordings,
    reports,
    review,
    rundown,
    sentences,
    sources,
    speakers,
    states,
    topics,
    uses,
    webhooks,
    words,
)


class RowConverter(IntConverter):
    """A row's id: a number no database chokes on."""

    regex = "[0-9]{1,18}"


register_converter(RowConverter, "row")

app_name = "desk"
urlpatterns = [
    path("", rundown.rundown, name="rundown"),
    path("clips/new/", new_clip.new_clip, name="new_clip"),
    path("clips/<row:pk>/", clip.clip_page, name="clip"),
    path("clips/<row:pk>/progress/", clip.progress, name="progress"),
    path("clips/<row:pk>/cancel/", clip.cancel, name="cancel"),
    path("clips/<row:pk>/retry/", clip.retry, name="retry"),
    path("clips/<row:pk>/words/", words.save_table, name="words"),
    path("clips/<row:pk>/sentences/undo/", sentences.undo, name="undo"),
    path("clips/<row:pk>/context/", context.save_context, name="context"),
    path("clips/<row:pk>/description/", words.save_description, name="description"),
    path("clips/<row:pk>/review/", states.submit, name="submit"),
    path("clips/<row:pk>/back/", states.send_back, name="send_back"),
    path("clips/<row:pk>/approve/", states.approve, name="approve"),
    path("clips/<row:pk>/review/sentences/", review.review, name="review"),
    path("clips/<row:pk>/review/approve/", review.approve, name="approve_sentence"),
    path("clips/<row:pk>/publish/", states.publish, name="publish"),
    path("clips/<row:pk>/publish/pass/", gate.let_pass, name="let_pass"),
    path("clips/<row:pk>/publish/take-back/", gate.take_back, name="take_back"),
    path("clips/<row:pk>/edition/", states.edition, name="edition"),
    path("clips/<row:pk>/withdraw/", states.withdraw, name="withdraw"),
    path("clips/<row:pk>/recipients/", recipients.recipients, name="recipients"),
    path("clips/<row:pk>/files/<str:kind>", media.clip_file, name="clip_file"),
    path("recordings/", recordings.recording_list, name="recordings"),
    path("recordings/<row:pk>/", recordings.recording, name="recording"),
    path("recordings/<row:pk>/<str:kind>", media.rendition, name="rendition"),
    path("sources/", sources.source_list, name="sources"),
    path("sources/<row:pk>/", sources.source, name="source"),
    path("sources/<row:pk>/name/", sources.rename, name="rename_source"),
    path("sources/<row:pk>/owners/", sources.add_owner, name="add_owner"),
    path("sources/<row:pk>/owners/remove/", sources.take_out_owner, name="remove_owner"),
    path("heard/", speakers.speaker_list, name="speakers"),
    path("heard/<row:pk>/", speakers.speaker, name="speaker"),
    path("heard/<row:pk>/roles/", speakers.add_role, name="add_role"),
    path("heard/<row:pk>/roles/remove/", speakers.take_out_role, name="remove_role"),
    path("topics/", topics.topic_list, name="topics"),
    path("topics/<row:pk>/", topics.topic, name="topic"),
    path("people/", people.people_list, name="people"),
    path("people/add/", people.add, name="add_person"),
    path("people/<slug:handle>/", people.person, name="person"),
    path("people/<slug:handle>/link/", people.new_link, name="person_link"),
    path("people/<slug:handle>/close/", people.close, name="close_person"),
    path("people/<slug:handle>/erase/", people.erase, name="erase_person"),
    path("uses/", uses.use_list, name="uses"),
    path("uses/<row:pk>/decide/", uses.decide, name="decide_use"),
    path("reports/", reports.report_list, name="reports"),
    path("reports/<row:pk>/", reports.report, name="report"),
    path("reports/<row:pk>/take/", reports.take_up, name="take_report"),
    path("reports/<row:pk>/erase/", reports.erase_contact, name="erase_report_contact"),
    path("machines/", machines.machine_list, name="machines"),
    path("machines/webhooks/add/", webhooks.add, name="add_webhook"),
    path("machines/webhooks/<row:pk>/", webhooks.webhook, name="webhook"),
    path("machines/webhooks/<row:pk>/test/", webhooks.test, name="test_webhook"),
    path("machines/webhooks/<row:pk>/secret/", webhooks.secret, name="webhook_secret"),
    path("machines/webhooks/<row:pk>/off/", webhooks.off, name="webhook_off"),
    path("machines/webhooks/<row:pk>/on/", webhooks.on, name="webhook_on"),
    path("machines/webhooks/<row:pk>/again/", webhooks.again, name="webhook_again"),
    path("machines/webhooks/<row:pk>/remove/", webhooks.remove, name="remove_webhook"),
    path("machines/revoke/", machines.revoke, name="revoke_token"),
    path("account/", account.account, name="account"),
    path("account/credit/", account.credit, name="credit"),
    path("account/keys/", account.add_key, name="add_credit_key"),
    path("account/keys/retire/", account.retire_key, name="retire_credit_key"),
    path("account/sign/", account.sign, name="sign_credit"),
]
