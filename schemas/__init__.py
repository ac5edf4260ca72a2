"""What flows through Attaché: records, identifiers, errors and the Arrow schemas derived from them.

Nothing here knows Beam; every record is a frozen, slotted dataclass declared once.
"""
