"""Natural keys: what a row is called outside of the database, where there are no primary keys."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from django.db import models

Row = TypeVar("Row", bound="NaturalKeyModel", covariant=True)


def lookups(model: type[NaturalKeyModel]) -> list[str]:
    """The query lookups that a natural key of `model` answers, in order; keys of foreign rows are spelled out."""
    found: list[str] = []
    for name in model.natural_key_fields:
        related = model._meta.get_field(name).related_model
        if isinstance(related, type) and issubclass(related, NaturalKeyModel):
            found.extend(f"{name}__{lookup}" for lookup in lookups(related))
        else:
            found.append(name)
    return found


class NaturalKeyManager(models.Manager[Row]):
    """Finds rows by their natural keys."""

    def get_by_natural_key(self, *key: Any) -> Row:
        """The row of this natural key; the model's DoesNotExist when there is none."""
        return self.get(**dict(zip(lookups(self.model), key, strict=True)))


class NaturalKeyModel(models.Model):
    """A row with a natural key, made of the fields that `natural_key_fields` names."""

    natural_key_fields: ClassVar[tuple[str, ...]]

    objects = NaturalKeyManager()

    class Meta:
        abstract = True

    def natural_key(self) -> tuple[Any, ...]:
        key: list[Any] = []
        for name in self.natural_key_fields:
            related = self._meta.get_field(name).related_model
            value = getattr(self, name)
            if isinstance(value, NaturalKeyModel):
                key.extend(value.natural_key())
            elif isinstance(related, type) and issubclass(related, NaturalKeyModel):
                key.extend([None] * len(lookups(related)))
            else:
                key.append(value)
        return tuple(key)
