"""The structure tree of a drawn PDF: StructTreeRoot, ParentTree, RoleMap and the page entries."""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from munhalsa.adapters.documents.ink import Attributes, Element

# Elements named after what they are here, and the standard type a reader takes them for.
ROLES = {"/PrintedForm": Name.Part}


class _Tree:
    """Writes elements into one PDF, keeping shared attribute dictionaries once."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self._names: dict[str, Object] = {}
        self._attributes: dict[Attributes, Object] = {}
        self.objects: dict[int, Object] = {}

    def write(self, element: Element, parent: Object) -> Object:
        """The element and all below it as indirect objects."""
        node = Dictionary({"/S": self._name(element.tag), "/P": parent})
        if element.alt is not None:
            node.Alt = String(element.alt)
        if element.language is not None:
            node.Lang = String(element.language)
        if element.attributes is not None:
            node.A = self._attribute(element.attributes)
        written = self._pdf.make_indirect(node)
        self.objects[id(element)] = written
        self._write_kids(written, element)
        return written

    def _write_kids(self, written: Object, element: Element) -> None:
        pages = [kid[0] for kid in element.kids if not isinstance(kid, Element)]
        if pages:
            written.Pg = self._pages[pages[0]]
        kids = [
            self.write(kid, written)
            if isinstance(kid, Element)
            else self._piece(kid[0], kid[1], pages[0])
            for kid in element.kids
        ]
        written.K = kids[0] if len(kids) == 1 else Array(kids)

    def _piece(self, page: int, number: int, own_page: int) -> Object | int:
        if page == own_page:
            return number
        return Dictionary(Type=Name.MCR, Pg=self._pages[page], MCID=number)

    def _name(self, tag: str) -> Object:
        if tag not in self._names:
            self._names[tag] = Name(f"/{tag}")
        return self._names[tag]

    def _attribute(self, attributes: Attributes) -> Object:
        if attributes not in self._attributes:
            entries: dict[str, Object] = {"/O": Name(attributes.owner)}
            for key, value in attributes.entries:
                entries[key] = Name(value) if value.startswith("/") else String(value)
            self._attributes[attributes] = self._pdf.make_indirect(Dictionary(entries))
        return self._attributes[attributes]


def add_structure(pdf: Pdf, root: Element, page_owners: Sequence[Sequence[Element]]) -> None:
    """Hang the tree below the catalogue and point every marked-content id back into it."""
    tree_root = pdf.make_indirect(
        Dictionary(
            Type=Name.StructTreeRoot,
            RoleMap=Dictionary(ROLES),
            ParentTreeNextKey=len(page_owners),
        )
    )
    tree = _Tree(pdf)
    tree_root.K = tree.write(root, tree_root)
    numbers = Array()
    for page_number, owners in enumerate(page_owners):
        page = pdf.pages[page_number].obj
        page.StructParents = page_number
        page.Tabs = Name.S
        numbers.append(page_number)
        numbers.append(pdf.make_indirect(Array([tree.objects[id(owner)] for owner in owners])))
    tree_root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    pdf.Root.StructTreeRoot = tree_root
