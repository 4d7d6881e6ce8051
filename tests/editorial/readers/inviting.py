"""Native readers for tests: invited, and with something said."""

from editorial.readers import invitations, suggesting, texts


def invite(language, *, entry=None, by=None, name="A reader", email="reader@example.org"):
    """Invite a reader; return `(invitation, secret)`."""
    return invitations.make(language, name=name, email=email, by=by, entry=entry)


def paragraphs_of(root, language):
    """Map the words of the public paragraphs of a thing to the paragraphs."""
    found = texts.texts_of(texts.public_in(language, [root.entry]))
    return {paragraph.words: paragraph for text in found for paragraph in text.paragraphs()}


def suggest(invitation, root, before, words):
    """Let a reader say of a paragraph how they would say it; the same words mean "good"."""
    paragraph = paragraphs_of(root, invitation.language)[before]
    suggesting.send(invitation, [(paragraph, words)])
    return invitation.suggestions.get(seen=paragraph.seen, entry=root.entry)
